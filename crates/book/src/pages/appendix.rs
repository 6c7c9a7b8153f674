//! The lists of the appendix, made before any page is expanded.

use std::collections::BTreeMap;

/// The lists of the appendix as HTML, where the book has them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Appendix<'a> {
    /// The glossary.
    pub glossary: Option<&'a str>,
    /// Each group of symptoms.
    pub symptoms: Option<&'a BTreeMap<String, String>>,
}
