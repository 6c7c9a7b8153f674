//! One run, from the request to the last event.
//!
//! ```text
//! Service::start ── a ticket of the queue, or Busy
//! └── task          ends when its Events are dropped: then all below ends too
//!     ├── queue     waits for its turn; the permit is released on drop
//!     ├── compile   in the sandbox; killed on drop
//!     └── program   in the sandbox; killed on drop
//!         └── Events: queued, preparing, compiling, diagnostic, running, stdout, stderr, test, threads, thread, exit
//!
//! Service::compile_ahead ── one compilation into the cache, while nobody waits; killed on drop
//! ```

mod ahead;
mod carry_out;
mod closing;
mod event;
mod event_channel;
mod execution;
mod failure;
mod for_people;
#[cfg(test)]
mod fuzz;
pub mod harness;
mod hints;
mod messages;
mod output;
mod program;
mod python;
mod python_trial;
mod queue;
mod sentence;
mod service;
mod set_up;
mod settings;
mod signals;
mod size;
mod text;
mod threads;

pub use event::{End, Event, Numbered, TestResult, Tests};
pub use for_people::text as harness_text;
pub use program::Program;
pub use python::{FindPythonError, Python};
pub use queue::{Busy, ClientId, Load};
pub use service::{Events, RunRequest, Service};
pub use set_up::{WorkFolder, remove_left_over};
pub use settings::{Limit, Settings};
pub use signals::signal_name;
pub use size::bytes as said_bytes;
pub use threads::{Thread, ThreadNews};
