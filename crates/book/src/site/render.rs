//! One edition of the book, rendered by mdBook with our preprocessors in process.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use anyhow::Result;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use crate::edition::Edition;
use crate::preprocessors::admonish::Admonish;
use crate::preprocessors::listings::{Listings, Made};
use crate::site::alternates::Alternates;
use crate::site::{assets, summary};

/// Renders the book into the folder; returns how many pages it has.
pub(super) fn site(
    root: &Path,
    mut config: Config,
    folder: &Path,
    edition: &Arc<Edition>,
    alternates: &Alternates,
) -> Result<usize> {
    config.build.build_dir = folder.to_owned();
    let src = config.book.src.clone();
    let made = Arc::new(Made::default());
    let mut book =
        MDBook::load_with_config(root, config).map_err(|error| summary::explain(&src, error))?;
    book.with_preprocessor(Listings::of(Arc::clone(edition), Arc::clone(&made)))
        .with_preprocessor(Admonish::of(Arc::clone(edition)));
    book.build()?;
    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
    for (path, content) in made.drain(..) {
        let target = folder.join(path);
        fs::write(&target, content).map_err(|error| assets::not_written(&target, error))?;
    }
    alternates.add(folder, edition.language(), pages(&book))?;
    Ok(book.book.chapters().count())
}

/// The pages that can be found on the web, by their paths in the site: all but those that ask not to be.
fn pages(book: &MDBook) -> BTreeSet<PathBuf> {
    let chapters = book.book.chapters();
    let chapters = chapters.filter_map(|chapter| chapter.path.as_ref());
    let chapters = chapters.map(|path| path.with_extension("html"));
    // mdBook writes the first chapter here, too.
    chapters.chain([PathBuf::from("index.html")]).collect()
}
