//! What each listing is called where it stands: its caption on the page that it belongs to.

use std::collections::BTreeMap;
use std::path::Path;

use crate::pages::directives::{self, Kind, Piece};
use crate::problem::Problems;
use catalogue::PAIRED;

/// Adds the captions of a page, in Markdown, by the names of listings and Python counterparts.
pub(crate) fn add(page: &str, captions: &mut BTreeMap<String, String>) {
    // What is wrong with a directive is said where the page is expanded.
    for piece in directives::parse(page, Path::new(""), &mut Problems::default()) {
        let Piece::Directive(directive) = piece else {
            continue;
        };
        match directive.kind {
            Kind::Listing {
                page: None,
                name,
                caption,
                ..
            }
            | Kind::Python(name, caption) => {
                captions.insert(name, caption);
            }
            Kind::Pair(name, caption) => {
                captions.insert(format!("{name}{PAIRED}"), caption.clone());
                captions.insert(name, caption);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_has_the_caption_of_its_own_page() {
        let mut captions = BTreeMap::new();
        add(
            "{{#listing a/b:tea Elsewhere}}\n{{#listing cup A *cup*}}\n{{#pair pot Two}}\n{{#edit cup}}\n",
            &mut captions,
        );
        let found: Vec<(&str, &str)> = captions
            .iter()
            .map(|(name, caption)| (name.as_str(), caption.as_str()))
            .collect();
        assert_eq!(
            found,
            [("cup", "A *cup*"), ("pot", "Two"), ("pot_py", "Two")]
        );
    }
}
