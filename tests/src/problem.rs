//! What is wrong, where, and what to do about it.

use std::fmt;
use std::path::PathBuf;

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file that has to change, from the root of the repository.
    pub file: PathBuf,
    /// The line of that file, counted from one, where one line is to blame.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    /// A problem of a whole file.
    #[must_use]
    pub fn new(
        file: impl Into<PathBuf>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            line: None,
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// The same problem, at a line.
    #[must_use]
    pub fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        write!(formatter, ": {}\n    remedy: {}", self.what, self.remedy)
    }
}

/// Fails with the whole list of problems.
///
/// # Panics
/// If there is a problem.
#[track_caller]
pub fn assert_none(problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    panic!("{} to repair:\n{}", problems.len(), list.join("\n"));
}
