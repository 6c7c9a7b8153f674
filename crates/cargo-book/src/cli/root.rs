//! Where the book is.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The folder that holds `book.toml`: the one that was named, or the nearest at or above the current one.
pub(crate) fn find(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(folder) = named {
        return of_book(folder, "--dir");
    }
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let found = here
        .ancestors()
        .find(|folder| folder.join("book.toml").is_file());
    found.map(Path::to_path_buf).with_context(|| {
        format!(
            "there is no book.toml in {} or above it: run this inside the book's repository, or name it with --dir",
            here.display()
        )
    })
}

/// The folder of a book that an option names.
pub(crate) fn of_book(folder: &Path, option: &str) -> anyhow::Result<PathBuf> {
    if !folder.join("book.toml").is_file() {
        bail!(
            "there is no book.toml in {}: {option} names the folder that holds it",
            folder.display()
        );
    }
    folder
        .canonicalize()
        .with_context(|| format!("cannot open {}", folder.display()))
}
