//! Reads what Rust's standard test harness says, and tells each test's result.
//!
//! It is asked for messages in JSON: in its text for people a result cannot be told from what a test prints, and is
//! torn by it. A test that ends the process leaves an exit code of its own choice, and a harness that did not come to
//! its end: so the tests that were announced are counted.

use std::collections::BTreeSet;

use super::event::TestResult;
use super::messages::{Message, Piece, Scanner};

/// How the harness is asked for messages.
pub const ARGUMENTS: [&str; 2] = ["-Zunstable-options", "--format=json"];
/// Without this variable the stable harness refuses to give them. The program's language is that of the compiler, which
/// does not get it.
pub const VARIABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Something that a test program told.
#[derive(Debug, PartialEq)]
pub enum Said {
    /// It is going to run so many tests.
    Began(usize),
    /// Text that is not the harness's own.
    Printed(String),
    /// A test came to its end.
    Test(Tested),
    /// The harness came to its end.
    Ended,
}

/// How a test ended.
#[derive(Debug, PartialEq)]
pub struct Tested {
    /// Its path.
    pub name: String,
    /// Whether it passed.
    pub result: TestResult,
    /// What it printed, and its panic; known of tests that failed.
    pub printed: String,
    /// What the harness says about it.
    pub reason: String,
}

/// What is known of all the tests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suite {
    announced: Option<usize>,
    /// Those that have begun and not come to their end.
    running: BTreeSet<String>,
    /// How many passed.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
    /// How many were not run because they are marked so.
    pub ignored: usize,
    has_ended: bool,
}

/// Takes the harness's output piece by piece.
#[derive(Debug, Default)]
pub struct HarnessReader {
    scanner: Scanner,
    suite: Suite,
}

impl HarnessReader {
    /// What this piece of text tells.
    pub fn push(&mut self, piece: &str) -> Vec<Said> {
        let pieces = self.scanner.push(piece);
        self.suite.understand(pieces)
    }

    /// What is told at last, and what is known then.
    pub fn finish(mut self) -> (Vec<Said>, Suite) {
        let pieces = self.scanner.finish();
        let said = self.suite.understand(pieces);
        (said, self.suite)
    }

    /// What is known by now.
    pub fn suite(&self) -> &Suite {
        &self.suite
    }
}

impl Suite {
    /// How many tests the harness said that it would run; none if it did not come to say it.
    pub fn announced(&self) -> Option<usize> {
        self.announced
    }

    /// The tests that had begun when the program ended.
    pub fn running(&self) -> impl Iterator<Item = &str> {
        self.running.iter().map(String::as_str)
    }

    /// How many tests had not begun when the program ended.
    pub fn not_begun(&self) -> usize {
        let begun = self.passed + self.failed + self.ignored + self.running.len();
        self.announced.unwrap_or(0).saturating_sub(begun)
    }

    /// Whether every test that was announced came to its end, and the harness to its own.
    pub fn is_complete(&self) -> bool {
        let told = self.passed + self.failed + self.ignored;
        self.has_ended && self.announced == Some(told) && self.running.is_empty()
    }

    fn understand(&mut self, pieces: Vec<Piece>) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        for piece in pieces {
            let next = match piece {
                Piece::Text(text) => Said::Printed(text),
                Piece::Message(message) => match self.message(&message) {
                    Understood::Said(said) => said,
                    Understood::Nothing => continue,
                    Understood::Foreign => Said::Printed(message.into_raw()),
                },
            };
            match (said.last_mut(), next) {
                (Some(Said::Printed(last)), Said::Printed(more)) => last.push_str(&more),
                (_, next) => said.push(next),
            }
        }
        said
    }

    fn message(&mut self, message: &Message) -> Understood {
        let get = |name| message.get(name).unwrap_or_default();
        let name = get("name");
        match (get("type").as_str(), get("event").as_str()) {
            ("suite", "started") if self.announced.is_none() => {
                let Ok(count) = get("test_count").parse() else {
                    return Understood::Foreign;
                };
                self.announced = Some(count);
                Understood::Said(Said::Began(count))
            }
            ("suite", "ok" | "failed") if self.announced.is_some() && !self.has_ended => {
                self.has_ended = true;
                Understood::Said(Said::Ended)
            }
            ("test", "started") if self.not_begun() > 0 => {
                self.running.insert(name);
                Understood::Nothing
            }
            ("test", "timeout") if self.running.contains(&name) => Understood::Nothing,
            ("test", event) => match result(event) {
                // Each test has one result, and only after it has begun.
                Some(result) if self.running.remove(&name) => {
                    self.count(result);
                    Understood::Said(Said::Test(Tested {
                        name,
                        result,
                        printed: get("stdout"),
                        reason: get("message"),
                    }))
                }
                _ => Understood::Foreign,
            },
            _ => Understood::Foreign,
        }
    }

    fn count(&mut self, result: TestResult) {
        let counter = match result {
            TestResult::Ok => &mut self.passed,
            TestResult::Failed => &mut self.failed,
            TestResult::Ignored => &mut self.ignored,
        };
        *counter += 1;
    }
}

/// What a message means.
enum Understood {
    Said(Said),
    Nothing,
    /// It is not the harness's, or makes no sense now.
    Foreign,
}

fn result(event: &str) -> Option<TestResult> {
    match event {
        "ok" => Some(TestResult::Ok),
        "failed" => Some(TestResult::Failed),
        "ignored" => Some(TestResult::Ignored),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
