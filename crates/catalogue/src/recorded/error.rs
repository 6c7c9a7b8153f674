//! What can be wrong with a recorded file.

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
