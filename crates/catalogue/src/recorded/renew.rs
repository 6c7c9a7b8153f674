//! Makes the record of a new output, keeping the headers and the marks of the old one.

use super::compare::pair;
use super::headers;
use super::pattern::{CLOSE, OPEN, Pattern};
use super::record::Recorded;

/// A new record, and what could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// The new record.
    pub recorded: Recorded,
    /// Marked lines of the old record that no line of the new output corresponds to.
    pub lost: Vec<String>,
}

/// An output that cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It would be read as a header.
    #[error(
        "the first line of the output starts with `#! `, which the recorded file keeps for its headers; print something before it"
    )]
    Header,
    /// It would be read as a mark.
    #[error(
        "line {0} of the output holds ⟦ or ⟧, which the recorded file keeps for its marks; print other brackets"
    )]
    Mark(usize),
}

impl Recorded {
    /// The record of a new output: with these headers, and with the marks of the lines that still match.
    pub fn renew(&self, actual: &str) -> Result<Renewed, RecordError> {
        renew(self, actual)
    }
}

fn renew(old: &Recorded, actual: &str) -> Result<Renewed, RecordError> {
    let actual: Vec<&str> = actual.lines().collect();
    if actual.first().is_some_and(|line| headers::is_header(line)) {
        return Err(RecordError::Header);
    }
    if let Some(line) = actual.iter().position(|line| line.contains([OPEN, CLOSE])) {
        return Err(RecordError::Mark(line + 1));
    }
    let mut lines: Vec<Pattern> = actual.iter().map(|line| Pattern::literal(line)).collect();
    let mut lost = Vec::new();
    for group in pair(old, &actual) {
        for (expected, at) in group.same() {
            if let Some(fitted) = old.lines[expected].fit(actual[at], old.headers.vary.times) {
                lines[at] = fitted;
            }
        }
        let missing = group.missing().map(|line| &old.lines[line]);
        lost.extend(
            missing
                .filter(|line| line.has_marks())
                .map(|line| line.raw().to_owned()),
        );
    }
    Ok(Renewed {
        recorded: Recorded {
            headers: old.headers.clone(),
            lines,
        },
        lost,
    })
}
