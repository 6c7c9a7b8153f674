//! Recorded output: what a program printed when it was last recorded, with what may vary marked in it.
//!
//! A recorded file is the output itself. Lines at its head that start with `#! ` are ours:
//!
//! ```text
//! #! vary: times, order     what may differ: times, order, lines
//! #! exit: 101              the expected exit code, if it is not 0
//! #! signal: 6              the signal that ends the program
//! #! error: E0373           the pinned code, where the recorded text is a compile error
//! ```
//!
//! Within a line, `⟦12345⟧` marks a piece that may differ: it matches any text that is not empty.

mod compare;
mod diff;
mod headers;
mod pattern;
mod renew;

use std::ops::Range;

pub use compare::Mismatch;
pub use diff::{Change, DiffLine, render_coloured, render_plain, text_diff};
pub(crate) use headers::is_error_code;
pub use headers::{Ending, Headers, Vary};
use pattern::Pattern;
pub use renew::{RecordError, Renewed};

/// A recorded output, parsed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recorded {
    /// What the head of the file declares.
    pub headers: Headers,
    lines: Vec<Pattern>,
}

/// The recorded output as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The text without headers and brackets; every line ends with a newline.
    pub text: String,
    /// The pieces of `text`, in bytes, that were marked as varying, in order.
    pub varies: Vec<Range<usize>>,
}

/// A recorded file that does not follow the grammar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}; {remedy}")]
pub struct GrammarError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong, a clause.
    pub what: String,
    /// What to do about it, a clause.
    pub remedy: String,
}

impl Recorded {
    /// Parses a recorded file; every error in it is reported.
    pub fn parse(text: &str) -> Result<Recorded, Vec<GrammarError>> {
        let head = text
            .lines()
            .take_while(|line| headers::is_header(line))
            .count();
        let mut errors = Vec::new();
        let headers = Headers::parse(text.lines().take(head), &mut errors);
        let mut lines = Vec::new();
        for (index, line) in text.lines().enumerate().skip(head) {
            match Pattern::parse(line) {
                Ok(pattern) => lines.push(pattern),
                Err((what, remedy)) => {
                    errors.push(GrammarError {
                        line: index + 1,
                        what,
                        remedy,
                    });
                }
            }
        }
        if headers.vary.order {
            check_lane_names(&lines, head, &mut errors);
        }
        if errors.is_empty() {
            Ok(Recorded { headers, lines })
        } else {
            Err(errors)
        }
    }

    /// The text as the page shows it, and the pieces of it that vary.
    pub fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        for line in &self.lines {
            line.show(&mut shown);
            shown.text.push('\n');
        }
        shown
    }

    /// The same output under other headers.
    pub fn with_headers(self, headers: Headers) -> Recorded {
        Recorded { headers, ..self }
    }

    /// Whether the program printed nothing.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Compares an output with this record, letting differ what the record declares.
    pub fn matches(&self, actual: &str) -> Result<(), Mismatch> {
        compare::compare(self, actual)
    }

    /// The record of a new output: with these headers, and with the marks of the lines that still match.
    pub fn renew(&self, actual: &str) -> Result<Renewed, RecordError> {
        renew::renew(self, actual)
    }

    /// The text of the recorded file.
    pub fn to_file(&self) -> String {
        let mut text = self.headers.to_string();
        for line in &self.lines {
            text.push_str(line.raw());
            text.push('\n');
        }
        text
    }
}

/// Lines are sorted into lanes by name, so a name that varies would belong to no lane.
fn check_lane_names(lines: &[Pattern], head: usize, errors: &mut Vec<GrammarError>) {
    for (index, line) in lines.iter().enumerate() {
        if line.lane_varies() {
            errors.push(GrammarError {
                line: head + index + 1,
                what: "the name of a lane is marked as varying, and the order of lanes varies"
                    .into(),
                remedy: "mark only what follows ` @ `, or give the lane a fixed name".into(),
            });
        }
    }
}

#[cfg(test)]
mod tests;
