//! Why a compilation did not come to its end.

use sandbox::Stopped;

use super::diagnostics::Diagnostic;

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// A limit struck; what the compiler had said by then is kept.
    #[error("the compiler was stopped")]
    Stopped(Stopped, Vec<Diagnostic>),
    /// The compiler crashed; the text is what it said.
    #[error("the compiler crashed: {0}")]
    Crashed(String),
    /// The service is at fault.
    #[error(transparent)]
    Service(#[from] anyhow::Error),
}
