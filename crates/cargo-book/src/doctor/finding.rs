//! What was found.

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
    /// In order.
    pub(super) fn fine(what: &'static str, says: impl Into<String>) -> Self {
        Finding {
            what,
            state: State::Fine,
            says: says.into(),
            remedy: String::new(),
        }
    }

    /// Missing, or not at its best.
    pub(super) fn lacking(
        what: &'static str,
        says: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Finding {
            what,
            state: State::Lacking,
            says: says.into(),
            remedy: remedy.into(),
        }
    }

    /// So that Run cannot work.
    pub(super) fn broken(
        what: &'static str,
        says: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Finding {
            state: State::Broken,
            ..Finding::lacking(what, says, remedy)
        }
    }
}
