//! What the threads of a run did, as the machine saw it.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// As many spans of a run are told.
pub const MOST_SPANS: usize = 4_000;

/// Something about the threads of a run, of a [`crate::Job`] that asks for it. Times are since the run began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Threads {
    /// They are looked at; this comes first.
    Seen {
        /// How often, at the best. What is shorter is not told.
        step: Duration,
        /// How many cores the program may use.
        cores: usize,
    },
    /// They cannot be looked at, and this sentence says why; nothing follows.
    Unavailable(String),
    /// What some of them did, each thread's spans in their order.
    Spans(Vec<ThreadSpan>),
    /// [`MOST_SPANS`] were told, and from this time on nothing is known.
    Cut(Duration),
}

/// What one thread did for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadSpan {
    /// The process, as it sees itself.
    pub process: i32,
    /// The thread, likewise; in a process's first thread, the process.
    pub thread: i32,
    /// What the system called the thread when this was noted.
    pub name: String,
    /// What it did.
    pub activity: Activity,
    /// From when on.
    pub from: Duration,
    /// Until when.
    pub to: Duration,
}

/// What a thread may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Activity {
    /// It runs, on the core of this number.
    Core(u32),
    /// It could run, and others have the cores.
    Ready,
    /// It waits for something.
    Asleep,
    /// It waits within the kernel and cannot be interrupted: for a disk, say.
    Kernel,
}

impl Threads {
    /// With times that count from `start`.
    pub(crate) fn since(mut self, start: Duration) -> Threads {
        match &mut self {
            Threads::Seen { .. } | Threads::Unavailable(_) => {}
            Threads::Cut(at) => *at = at.saturating_sub(start),
            Threads::Spans(spans) => {
                for span in spans {
                    span.from = span.from.saturating_sub(start);
                    span.to = span.to.saturating_sub(start);
                }
            }
        }
        self
    }
}
