//! What the threads of a program did, in the shape in which it is sent.

use std::time::Duration;

use sandbox::{Activity, ThreadSpan, Threads};
use serde::Serialize;

/// Something about all threads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ThreadNews {
    /// They are looked at.
    Seen {
        /// How often, in milliseconds, at the best: what is shorter is not told.
        step: f64,
        /// How many cores the program may use.
        cores: usize,
    },
    /// They are not looked at.
    Unavailable {
        /// Why not: a sentence for the reader.
        unavailable: String,
    },
    /// There was too much to tell.
    Cut {
        /// Always true.
        cut: bool,
        /// From when on nothing is known, in milliseconds.
        at: f64,
    },
}

/// What a thread did for a while; times in milliseconds since the program was started.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Thread {
    /// Its process, as it sees itself.
    pub process: i32,
    /// The thread, likewise.
    pub thread: i32,
    /// What the system calls it.
    pub name: String,
    /// The core that it was on.
    pub core: Option<u32>,
    /// What it did: `core`, `ready`, `asleep` or `kernel`.
    pub state: &'static str,
    /// From when on.
    pub from: f64,
    /// Until when.
    pub to: f64,
}

/// What is told at once.
pub(crate) enum Told {
    /// Something about all.
    News(ThreadNews),
    /// Some of what they did.
    Spans(Vec<Thread>),
}

impl From<Threads> for Told {
    fn from(threads: Threads) -> Told {
        Told::News(match threads {
            Threads::Spans(spans) => {
                return Told::Spans(spans.into_iter().map(Thread::from).collect());
            }
            Threads::Seen { step, cores } => ThreadNews::Seen {
                step: milliseconds(step),
                cores,
            },
            Threads::Unavailable(unavailable) => ThreadNews::Unavailable { unavailable },
            Threads::Cut(at) => ThreadNews::Cut {
                cut: true,
                at: milliseconds(at),
            },
        })
    }
}

impl From<ThreadSpan> for Thread {
    fn from(span: ThreadSpan) -> Thread {
        let (state, core) = match span.activity {
            Activity::Core(core) => ("core", Some(core)),
            Activity::Ready => ("ready", None),
            Activity::Asleep => ("asleep", None),
            Activity::Kernel => ("kernel", None),
        };
        Thread {
            process: span.process,
            thread: span.thread,
            name: span.name,
            core,
            state,
            from: milliseconds(span.from),
            to: milliseconds(span.to),
        }
    }
}

/// To a hundredth, which is more than is known.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}
