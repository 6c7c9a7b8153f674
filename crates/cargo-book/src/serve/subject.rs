//! The book that is served, ours or another one, with the crates of its programs.

use std::path::{Path, PathBuf};

use super::apart;
use book::Built;
use runner::{Supply, target_folder};
use service::Pages;

/// What is served.
#[derive(Clone, Debug)]
pub struct Subject {
    pub(super) book: Book,
    /// The crates that its programs may use.
    pub(super) supply: Supply,
    /// Where the compiler is looked for.
    pub(super) toolchain_of: PathBuf,
    /// Where each server has a folder for the site.
    pub(super) sites: PathBuf,
}

/// A book in a folder.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    /// Where its `book.toml` is.
    pub folder: PathBuf,
    /// Whether it is ours.
    pub pages: Pages,
}

impl Subject {
    /// Our own book in this folder, with the crates of its workspace.
    pub fn own(root: PathBuf) -> Self {
        Subject {
            supply: Supply::of_workspace(&root),
            sites: target_folder(&root),
            toolchain_of: root.clone(),
            book: Book {
                folder: root,
                pages: Pages::Own,
            },
        }
    }

    /// Another book, with these crates, and with drawings of what its programs log if that is wanted; what is made for it
    /// goes below `home`.
    pub fn other(book: PathBuf, supply: Supply, home: &Path, timelines: bool) -> Self {
        Subject {
            supply,
            sites: home.join("sites"),
            // Not the book's: its compiler may be one that is not installed.
            toolchain_of: home.to_owned(),
            book: Book {
                folder: book,
                pages: Pages::Stock { timelines },
            },
        }
    }
}

impl Book {
    /// Builds in a process of its own: building is work, not waiting, and takes more memory than serving.
    pub(crate) async fn build(&self, site: &Path) -> anyhow::Result<Built> {
        apart::build(&self.folder, site, self.pages == Pages::Own).await
    }

    /// What it is made of; paths may be relative to its folder. None if that cannot be told.
    pub(crate) fn sources(&self) -> Option<Vec<PathBuf>> {
        let usual = ["src", "listings", "theme", "book.toml", "po"];
        match self.pages {
            Pages::Own => Some(usual.map(PathBuf::from).to_vec()),
            Pages::Stock { .. } => book::sources_of_other(&self.folder).ok(),
        }
    }

    /// What the build itself writes among them.
    pub(crate) fn written(&self) -> Vec<PathBuf> {
        match self.pages {
            Pages::Own => book::written(&self.folder),
            Pages::Stock { .. } => Vec::new(),
        }
    }
}
