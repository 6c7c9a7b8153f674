//! What operators see of the runs: measurements, and a line for each of them. Never what was run, nor what it printed.

mod audit;
mod measures;
mod record;

pub use audit::Audit;
pub(crate) use measures::{Measures, Refusal};
pub(crate) use record::{Asked, Observed};

/// What looks at runs.
#[derive(Debug, Default)]
pub struct Observer {
    pub(crate) measures: Measures,
    audit: Option<Audit>,
}

impl Observer {
    /// Measures, and writes a line for each run where that is wanted.
    pub fn new(audit: Option<Audit>) -> Self {
        Observer {
            measures: Measures::default(),
            audit,
        }
    }
}
