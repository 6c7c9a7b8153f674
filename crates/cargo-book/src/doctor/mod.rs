//! `cargo book doctor`: what is there, what is missing, and what to do about it.
//!
//! ```text
//! examine
//! ├── service     what Run needs: compiler, sandbox, crates, and one program that is really run
//! └── tools       what the tests and the authors need: Python, a browser, axe, mdBook
//! ```

mod finding;
mod service;
mod tools;

use std::path::Path;

use runner::Supply;
use sandbox::Probing;

pub use finding::{Finding, State};
pub use tools::{browser_program, driver_program};

/// Looks at what Run needs with the compiler for this folder and these crates, and at the tools for the book in `own`, if
/// it is ours; must be called within a tokio runtime.
pub async fn examine(
    folder: &Path,
    supply: &Supply,
    own: Option<&Path>,
    probing: Probing,
) -> Vec<Finding> {
    let mut findings = service::examine(folder, supply, probing).await;
    findings.extend(own.into_iter().flat_map(tools::examine));
    findings
}
