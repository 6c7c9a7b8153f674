//! What came of a performance.

use std::time::Duration;

use catalogue::recorded::{ExitStatus, RecordedThreads};

/// What a program, or the compiler, did.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What was printed to standard output.
    pub stdout: String,
    /// What was printed to standard error; the compiler's errors, if it did not compile.
    pub stderr: String,
    /// How it ended.
    pub end: End,
    /// How long it ran.
    pub took: Duration,
    /// What its threads did, where they were looked at.
    pub threads: Option<RecordedThreads>,
}

/// How a performance ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The program ended by itself, or a signal ended it.
    Ended(ExitStatus),
    /// A limit ended the program; the clause says which.
    Stopped(String),
    /// It did not compile; these are the codes of the errors.
    NotCompiled(Vec<String>),
}

/// What came of the tests of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestRun {
    /// They did not compile; the text is what the compiler said.
    NotCompiled(String),
    /// They ran.
    Ran {
        /// How many passed.
        passed: usize,
        /// How many failed.
        failed: usize,
        /// Everything that was printed.
        output: String,
        /// How the run ended.
        end: End,
    },
}
