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

use sandbox::Probing;

pub use finding::{Finding, State};
pub use tools::{browser_program, driver_program};

/// Looks at everything; must be called within a tokio runtime.
pub async fn examine(root: &Path, probing: Probing) -> Vec<Finding> {
    let mut findings = service::examine(root, probing).await;
    findings.extend(tools::examine(root));
    findings
}
