//! Recorded output: what a program printed when it was last recorded, with what may vary marked in it.
//!
//! A recorded file is the output itself. Lines at its head that start with `#! ` are ours:
//!
//! ```text
//! #! vary: times, order     what may differ: times, order, lines
//! #! exit: 101              the expected exit code, if it is not 0
//! #! signal: 6              the signal that ends the program
//! #! error: E0373           the pinned code, where the recorded text is a compile error
//! #! threads: kept          what its threads did is recorded, too, in a file NAME.threads
//! ```
//!
//! Within a line, `⟦12345⟧` marks a piece that may differ: it matches any text that is not empty.

mod compare;
mod diff;
mod error;
mod headers;
mod pattern;
mod record;
mod renew;
mod threads;

pub use compare::Mismatch;
pub use diff::{Change, DiffLine, render_coloured, render_plain, text_diff};
pub use error::GrammarError;
pub(crate) use headers::is_error_code;
pub use headers::{ExitStatus, Headers, Vary};
pub use pattern::Shown;
pub use record::Recorded;
pub use renew::{RecordError, Renewed};
pub use threads::{MOST_SPANS, RecordedSpan, RecordedThreads};

#[cfg(test)]
mod tests;
