//! Performs everything that `listings/` holds, compares it with what is recorded, and records it anew.
//!
//! ```text
//! Catalogue ──► Subject     what has an outcome: a program, one that must not compile, an edit, a counterpart
//! Performer ──► Outcome     compiles as the page's Run does, runs in the reader's sandbox and without it
//! Subject + Outcome ──► verify: what does not match          (the tests)
//!                   └─► renew: the files that must change    (cargo book record)
//! ```

mod build;
mod command;
mod error;
mod files;
mod first;
mod normalise;
mod outcome;
mod performer;
mod renew;
mod start;
mod subject;
mod takes;
mod threads;
mod verify;

pub use command::{Options, record};
pub use error::PerformError;
pub use files::FileChange;
pub use outcome::{End, Outcome, TestRun};
pub use performer::{Confinement, Performer};
pub use renew::{Matching, Renewal, renew};
pub use subject::{Expectation, Subject, Work, subjects};
pub use verify::verify;

#[cfg(test)]
mod tests;
