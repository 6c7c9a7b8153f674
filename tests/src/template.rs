//! `theme/index.hbs` stands in the place of mdBook's own template: whatever mdBook gives to its template has to be used in
//! ours as well, or be left out for a reason.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use mdbook_driver::MDBook;

/// The version of mdBook whose template was read when ours was written.
pub const READ: &str = "0.5.4";

/// What mdBook's template uses and ours does not, and why.
pub const LEFT_OUT: [(&str, &str); 31] = [
    (
        "ace.js",
        "the editor is the page's own, loaded at the first edit",
    ),
    (
        "additional_css",
        "the one style sheet is in the page: theme/head.hbs",
    ),
    ("ayu-highlight.css", "code is coloured at build"),
    (
        "book.js",
        "theme/js/page/frame.js does what this page needs of it",
    ),
    ("clipboard.min.js", "browsers can copy"),
    ("css/chrome.css", "in theme/css/frame.css"),
    ("css/general.css", "in theme/css/book.css"),
    ("css/print.css", "in theme/css"),
    ("css/variables.css", "in theme/css/book.css"),
    ("editor.js", "see ace.js"),
    ("elasticlunr.min.js", "the search is the page's own"),
    (
        "favicon.png",
        "every browser that runs the page takes the SVG",
    ),
    ("favicon_png", "see favicon.png"),
    ("fonts/fonts.css", "the fonts are the reader's own"),
    ("highlight.css", "code is coloured at build"),
    ("highlight.js", "code is coloured at build"),
    ("mark.min.js", "the search is the page's own"),
    (
        "mathjax_support",
        "the book has no formulas, and loads nothing from other hosts",
    ),
    ("mode-rust.js", "see ace.js"),
    ("playground_copyable", "the figure has its own button"),
    ("playground_js", "see ace.js"),
    ("playground_line_numbers", "see ace.js"),
    ("search_enabled", "the search is the page's own"),
    ("search_js", "the search is the page's own"),
    (
        "rtl",
        "the links to the next page have words, not arrows that point",
    ),
    ("searcher.js", "the search is the page's own"),
    ("searchindex.js", "the search is the page's own"),
    ("theme-dawn.js", "see ace.js"),
    ("theme-tomorrow_night.js", "see ace.js"),
    ("toc.js", "the contents are in the page"),
    ("tomorrow-night.css", "code is coloured at build"),
];

/// What mdBook gives to the template, and its own does not use.
pub const MORE: [&str; 2] = ["next.title", "previous.title"];

/// The words of handlebars that are no names of data.
const HELPERS: [&str; 9] = [
    "if", "else", "each", "this", "resource", "fa", "eq", "toc", "head",
];

/// Everything that a template asks mdBook for: the names of data, and of files.
#[must_use]
pub fn names(template: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for piece in template.split("{{").skip(1) {
        let expression = piece.split("}}").next().unwrap_or_default();
        if expression.starts_with('!') {
            continue;
        }
        let is_icon = expression.starts_with("fa ");
        for word in expression.split_whitespace() {
            let word = word.trim_matches(|char: char| "{}#/>()&".contains(char));
            let word = word.trim_start_matches("../");
            let is_quoted = word.starts_with('"');
            let name = word.trim_matches('"');
            if name.is_empty() || HELPERS.contains(&name) || (is_icon && is_quoted) {
                continue;
            }
            names.insert(name.to_owned());
        }
    }
    names
}

/// mdBook's own template, as it gives it to whoever wants to change it.
///
/// # Errors
/// If mdBook cannot write it into a temporary folder.
pub fn of_mdbook() -> Result<String> {
    let folder = tempfile::tempdir()?;
    MDBook::init(folder.path()).copy_theme(true).build()?;
    let file = folder.path().join("theme/index.hbs");
    std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_uses_what_mdbook_gives_or_says_why_not() {
        let repository = crate::repository();
        let version = mdbook_preprocessor::MDBOOK_VERSION;
        let ours = names(&crate::pages::read(&repository.join("theme/index.hbs")));
        let theirs = names(&of_mdbook().unwrap());
        let left_out: BTreeSet<String> = LEFT_OUT
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        let missing: Vec<_> = theirs
            .difference(&ours)
            .filter(|name| !left_out.contains(*name))
            .collect();
        assert!(
            missing.is_empty(),
            "mdBook {version} gives {missing:?}; theme/index.hbs does not use it"
        );
        let gone: Vec<_> = ours
            .difference(&theirs)
            .filter(|name| !MORE.contains(&name.as_str()))
            .collect();
        assert!(
            gone.is_empty(),
            "theme/index.hbs uses {gone:?}, which mdBook {version} does not give"
        );
        let needless: Vec<_> = left_out
            .iter()
            .filter(|name| ours.contains(*name) || !theirs.contains(*name))
            .collect();
        assert!(needless.is_empty(), "LEFT_OUT names {needless:?} in vain");
        assert_eq!(
            version, READ,
            "compare the template (`mdbook init --theme`) with that of mdBook {READ}, bring what changed into theme/index.hbs, and say so here"
        );
    }

    #[test]
    fn names_are_found_in_every_sort_of_expression() {
        let template = r#"{{! no }}{{ a }}{{{b}}}{{#if c}}{{else}}{{/if}}{{#each d}}{{resource this}}{{/each}}{{resource "e.js"}}{{fa "solid" "x"}}{{ f.g }}{{> head}}"#;
        let found: Vec<String> = names(template).into_iter().collect();
        assert_eq!(found, ["a", "b", "c", "d", "e.js", "f.g"]);
    }
}
