//! `cargo book doctor`: what is there, what is missing, and what to do about it.
//!
//! ```text
//! examine
//! ├── service     what Run needs: compiler, sandbox, crates, and one program that is really run
//! └── tools       what the tests and the authors need: Python, a browser, axe, mdBook
//! ```

mod service;
mod tools;

use std::path::Path;

use sandbox::Probing;

pub use tools::{browser_program, driver_program};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// How it is.
    pub state: State,
    /// In words.
    pub says: String,
    /// What to do; empty if there is nothing to be done.
    pub remedy: String,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In order.
    Fine,
    /// Missing or not at its best; Run works all the same.
    Lacking,
    /// Run cannot work.
    Broken,
}

impl Finding {
    fn fine(what: &'static str, says: impl Into<String>) -> Self {
        Finding {
            what,
            state: State::Fine,
            says: says.into(),
            remedy: String::new(),
        }
    }

    fn lacking(what: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Finding {
            what,
            state: State::Lacking,
            says: says.into(),
            remedy: remedy.into(),
        }
    }

    fn broken(what: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Finding {
            state: State::Broken,
            ..Finding::lacking(what, says, remedy)
        }
    }
}

/// Looks at everything; must be called within a tokio runtime.
pub async fn examine(root: &Path, probing: Probing) -> Vec<Finding> {
    let mut findings = service::examine(root, probing).await;
    findings.extend(tools::examine(root));
    findings
}
