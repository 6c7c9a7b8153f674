//! One edition of the book, rendered by mdBook with our preprocessors in process.

use std::path::Path;

use anyhow::Result;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use crate::preprocessors::admonish::Admonish;
use crate::preprocessors::listings::Listings;
use crate::site::summary;

/// Renders the book into the folder; returns how many pages it has.
pub(super) fn site(root: &Path, mut config: Config, folder: &Path) -> Result<usize> {
    config.build.build_dir = folder.to_owned();
    let src = config.book.src.clone();
    let mut book =
        MDBook::load_with_config(root, config).map_err(|error| summary::explain(&src, error))?;
    book.with_preprocessor(Listings).with_preprocessor(Admonish);
    book.build()?;
    Ok(book.book.chapters().count())
}
