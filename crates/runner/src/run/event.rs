//! What a run tells, in the shape in which it is sent.

use serde::Serialize;

use super::threads::{Thread, ThreadNews};
use crate::compile::Diagnostic;

/// Something that happened in a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// The run waits for its turn.
    Queued {
        /// 1 is the next.
        position: usize,
    },
    /// The run waits for the crates to be compiled.
    Preparing {
        /// What is being done.
        message: String,
    },
    /// The compiler was started.
    Compiling,
    /// The compiler said something.
    Diagnostic(Diagnostic),
    /// The program was started.
    Running {
        /// Whether it is the one that was built with the book.
        prebuilt: bool,
    },
    /// Standard output.
    Stdout {
        /// The text.
        text: String,
        /// When its first byte came, in milliseconds since the program was started; where its threads are looked at.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<f64>,
    },
    /// Standard error.
    Stderr {
        /// The text.
        text: String,
        /// Likewise.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<f64>,
    },
    /// How its threads are looked at, or that they are not, or not any more.
    Threads(ThreadNews),
    /// What one of them did for a while.
    Thread(Thread),
    /// A test came to its end.
    Test {
        /// Its path, such as `check::adds`.
        name: String,
        /// How it ended.
        result: TestResult,
        /// Why it failed, or was ignored.
        message: String,
    },
    /// The end of the program; nothing follows.
    Exit(End),
    /// The service failed; nothing follows.
    Error {
        /// A sentence for the reader.
        message: String,
    },
}

/// How a test ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TestResult {
    /// It passed.
    Ok,
    /// It failed.
    Failed,
    /// It was not run.
    Ignored,
}

/// How the program ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct End {
    /// Whether it ended by itself, with 0; of tests, whether all that were to be run did so and none failed.
    pub success: bool,
    /// Its exit code.
    pub code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// The limit that ended it: `time`, `memory`, `output`, `processes` or `files`.
    pub stopped: Option<&'static str>,
    /// Such as `exit status: 0`.
    pub detail: String,
    /// A sentence for the reader; empty if there is nothing to explain.
    pub message: String,
    /// How long the program ran, in milliseconds.
    pub ms: u64,
    /// What is known of the tests, where they were wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tests: Option<Tests>,
}

/// What is known of the tests when their program has ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tests {
    /// Whether each of them came to its end. A test that ends the process ends the others, too.
    pub complete: bool,
    /// How many there are; none if the program ended before it said so.
    pub announced: Option<usize>,
    /// Those that had begun and did not come to their end.
    pub unfinished: Vec<String>,
    /// How many had not begun.
    pub not_begun: usize,
}

/// An event with its number in the run.
#[derive(Clone, Debug, Serialize)]
pub struct Numbered {
    /// Counts from 0.
    pub seq: u64,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}
