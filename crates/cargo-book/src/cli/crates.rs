//! Which crates programs may use: those of our own book, or those that were wished for.

use std::path::{Path, PathBuf};

use anyhow::Context;
use runner::{Supply, Wish, usual_wishes};

use super::root;
use crate::home::home;

/// The crates, and the folder that says which compiler is meant.
pub(crate) struct Shelf {
    /// The crates.
    pub supply: Supply,
    /// Where rustc and cargo are started.
    pub folder: PathBuf,
    /// The folder of our own book, if its crates they are.
    pub own: Option<PathBuf>,
}

/// The crates of our own book if that was named, or is here, and nothing else is wished for.
pub(crate) fn here(named: Option<&Path>, wishes: &[Wish]) -> anyhow::Result<Shelf> {
    let found = root::find(named);
    if named.is_none() && !found.as_ref().is_ok_and(|root| book::is_own(root)) || !wishes.is_empty()
    {
        return Ok(Shelf {
            supply: for_wishes(None, wishes)?,
            folder: std::env::current_dir().context("cannot tell the current folder")?,
            own: None,
        });
    }
    let root = found?;
    Ok(Shelf {
        supply: Supply::of_workspace(&root),
        folder: root.clone(),
        own: Some(root),
    })
}

/// The usual crates, those of the book in this folder, and these; paths in these are taken from the current folder.
pub(crate) fn for_wishes(book: Option<&Path>, wishes: &[Wish]) -> anyhow::Result<Supply> {
    let mut all = usual_wishes();
    if let Some(book) = book {
        for (key, value) in book::crates_of_other(book)? {
            let wish = Wish::new(&key, value).map_err(anyhow::Error::msg);
            let wish = wish.with_context(|| {
                format!(
                    "{}: [preprocessor.cargo-book.crates]",
                    book.join("book.toml").display()
                )
            })?;
            all.push(wish.beside(book));
        }
    }
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    all.extend(wishes.iter().cloned().map(|wish| wish.beside(&here)));
    let home = home()?;
    Supply::generated(&home, Wish::merged(all))
}
