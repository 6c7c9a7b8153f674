//! The book that is served: ours, or another one.

use std::path::{Path, PathBuf};

use anyhow::Context;

use book::Built;
use service::Pages;

/// A book in a folder.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    /// Where its `book.toml` is.
    pub folder: PathBuf,
    /// Whether it is ours.
    pub pages: Pages,
}

impl Book {
    /// Builds on a thread of its own: building is work, not waiting.
    pub(crate) async fn build(&self, site: &Path) -> anyhow::Result<Built> {
        let (book, site) = (self.clone(), site.to_owned());
        let built = tokio::task::spawn_blocking(move || match book.pages {
            Pages::Own => book::build(&book.folder, &site),
            Pages::Stock => book::build_other(&book.folder, &site),
        });
        built.await.context("building the book panicked")?
    }

    /// What it is made of, below its folder.
    pub(crate) fn sources(&self) -> Vec<PathBuf> {
        let usual = || {
            ["src", "listings", "theme", "book.toml"]
                .map(PathBuf::from)
                .to_vec()
        };
        match self.pages {
            Pages::Own => usual(),
            Pages::Stock => book::sources_of_other(&self.folder).unwrap_or_else(|_| usual()),
        }
    }
}
