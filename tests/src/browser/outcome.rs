//! What a figure shows after a run.

use serde::Deserialize;

/// What the figure shows after a run.
#[derive(Debug, Deserialize)]
pub struct Outcome {
    /// `ok`, `failed`, `stopped` or `none`.
    pub state: String,
    /// Who ran it: `local`, `playground` or `recorded`.
    pub engine: String,
    /// The sentence that says how it went.
    pub status: String,
    /// What the program printed.
    pub stdout: String,
    /// What it printed on stderr.
    pub stderr: String,
    /// The compiler's messages.
    pub diagnostics: String,
    /// How many marks the timeline has.
    pub marks: usize,
    /// How many rows the timeline's table has.
    pub rows: usize,
}

impl Outcome {
    /// Everything that the figure says, for messages.
    #[must_use]
    pub fn all_text(&self) -> String {
        format!(
            "{}\n{}\n{}\n{}",
            self.status, self.stdout, self.stderr, self.diagnostics
        )
    }
}

/// Gathers an [`Outcome`]; `arguments[0]` selects the figure.
pub(super) const OUTCOME: &str = r"
    const figure = document.querySelector(arguments[0]);
    const status = figure.querySelector('.controls .status');
    const text = (selector) => [...figure.querySelectorAll(selector)].map((element) => element.textContent).join('');
    const live = figure.querySelector('.output .live .live-text')?.cloneNode(true);
    live?.querySelectorAll('.stderr').forEach((element) => element.remove());
    return {
      state: status?.dataset.state ?? '', engine: status?.dataset.engine ?? '', status: status?.textContent ?? '',
      stdout: live?.textContent ?? '', stderr: text('.output .live .stderr'), diagnostics: text('.diagnostic'),
      marks: figure.querySelectorAll('.timeline .mark').length,
      rows: figure.querySelectorAll('.timeline table tbody tr').length,
    };";
