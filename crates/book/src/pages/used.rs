//! What the pages show, noted while they are expanded: what is left over was forgotten.

use std::collections::BTreeSet;

/// What the pages show.
#[derive(Debug, Default)]
pub(crate) struct Used {
    /// Listings, edits, exercises and Python counterparts: their names are unique.
    pub names: BTreeSet<String>,
    /// Pages that show their quiz.
    pub quizzes: BTreeSet<String>,
    /// Whether a page shows the glossary.
    pub glossary: bool,
    /// Groups of symptoms that a page shows.
    pub symptoms: BTreeSet<String>,
}
