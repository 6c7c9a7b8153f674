//! Why there is no outcome.

use runner::{CompileError, FindPythonError};

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
pub enum PerformError {
    /// There is no Python to run a counterpart.
    #[error(transparent)]
    NoPython(#[from] FindPythonError),
    /// An edit does not fit its listing.
    #[error("`find` does not occur exactly once in {0}; correct the edit")]
    EditDoesNotFit(String),
    /// The compiler was stopped, or crashed.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// This machine, or the sandbox, is at fault.
    #[error(transparent)]
    Service(#[from] anyhow::Error),
}
