//! What is said of a translation that is not in step.

use std::path::PathBuf;

/// What is wrong with a translation: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The file, relative to the book's root.
    pub file: PathBuf,
    /// The line in it, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}
