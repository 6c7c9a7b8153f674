//! What is wrong with a file of `listings/`.

use std::fmt;
use std::path::PathBuf;

/// One error: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// The file or folder, relative to the repository where possible.
    pub file: PathBuf,
    /// The line, from 1, if one line is at fault.
    pub line: Option<usize>,
    /// What is wrong, a clause.
    pub what: String,
    /// What to do about it, a clause.
    pub remedy: String,
}

impl std::error::Error for CatalogueError {}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CatalogueError {
            file,
            line,
            what,
            remedy,
        } = self;
        write!(f, "{}", file.display())?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {what}; {remedy}")
    }
}

/// Everything that is wrong with `listings/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueErrors(pub Vec<CatalogueError>);

impl std::error::Error for CatalogueErrors {}

impl fmt::Display for CatalogueErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        let noun = if count == 1 { "error" } else { "errors" };
        write!(f, "{count} {noun} in the listings")?;
        self.0.iter().try_for_each(|error| write!(f, "\n  {error}"))
    }
}
