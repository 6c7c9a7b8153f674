//! One run, from the request to the last event.
//!
//! ```text
//! Service::start ── a place in the queue, or Busy
//! └── task          ends when its Events are dropped: then all below ends too
//!     ├── queue     waits for its turn; the permit is released on drop
//!     ├── compile   in the sandbox; killed on drop
//!     └── program   in the sandbox; killed on drop
//!         └── Events: queued, preparing, compiling, diagnostic, running, stdout, stderr, test, exit
//!
//! Service::compile_ahead ── one compilation into the cache, while nobody waits; killed on drop
//! ```

mod ahead;
mod event;
#[cfg(test)]
mod fuzz;
mod harness;
mod output;
mod queue;
mod sentence;
mod service;
mod settings;
mod text;

pub use event::{End, Event, Numbered, TestResult};
pub use queue::{Busy, Reader};
pub use sentence::signal_name;
pub use service::{Events, Request, Service};
pub use settings::{Limit, Settings};
