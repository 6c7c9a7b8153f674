//! The rules that every page keeps as it is rendered: what the reader's browser is given.

mod figures;
mod links;
mod promises;
mod resources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};

pub use figures::{edits_show_their_change, figures_show_their_files};
pub use links::{ids_are_unique, links_resolve, the_search_leads_to_places};
pub use promises::{pages_keep_the_promises_of_their_directives, quizzes_are_complete};
pub use resources::nothing_is_loaded_from_elsewhere;

/// A rendered page.
pub struct RenderedPage {
    /// Its path from the root of the site, with `.html`.
    pub path: PathBuf,
    /// Its HTML, parsed as a browser does.
    pub html: Html,
}

impl RenderedPage {
    /// Parses a page.
    #[must_use]
    pub fn parse(path: impl Into<PathBuf>, text: &str) -> Self {
        Self {
            path: path.into(),
            html: Html::parse_document(text),
        }
    }

    /// All elements that a CSS selector finds.
    ///
    /// # Panics
    /// If the selector cannot be read.
    #[must_use]
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&css(selector)).collect()
    }

    /// The file to name in a problem: the page's source.
    #[must_use]
    pub fn source(&self) -> PathBuf {
        Path::new("src").join(self.path.with_extension("md"))
    }

    fn ids(&self) -> BTreeSet<&str> {
        self.all("[id]")
            .iter()
            .filter_map(|element| element.attr("id"))
            .collect()
    }
}

/// The rendered book.
pub struct Site {
    /// Its folder.
    pub folder: PathBuf,
    /// Its pages, by path.
    pub pages: BTreeMap<PathBuf, RenderedPage>,
}

impl Site {
    /// Reads every HTML file below a folder. The page for wrong addresses is left out: it is served from anywhere.
    ///
    /// # Panics
    /// If a file cannot be read.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        let files = crate::pages::files_below(folder, "html");
        let pages = files
            .iter()
            .filter(|file| file.file_name().is_some_and(|name| name != "404.html"));
        let pages = pages.map(|file| {
            let path = file
                .strip_prefix(folder)
                .expect("below the site")
                .to_path_buf();
            (
                path.clone(),
                RenderedPage::parse(path, &crate::pages::read(file)),
            )
        });
        Self {
            folder: folder.to_path_buf(),
            pages: pages.collect(),
        }
    }

    /// The rendered page of a Markdown file.
    #[must_use]
    pub fn page(&self, markdown: &Path) -> Option<&RenderedPage> {
        self.pages.get(&markdown.with_extension("html"))
    }
}

/// A CSS selector.
fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("the selector {selector}: {error}"))
}

/// The text of an element and everything in it.
fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// The first element inside another that a selector finds.
fn first<'a>(element: ElementRef<'a>, selector: &str) -> Option<ElementRef<'a>> {
    element.select(&css(selector)).next()
}
