//! Builds the site: into a folder beside the old one, which is replaced only by a good one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use super::admonish::Admonish;
use super::listings::Listings;
use super::summary;

/// A site that has been built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The folder of the site.
    pub site: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// How long the build took.
    pub took: Duration,
}

/// The folder that book.toml names for the site.
pub fn destination(root: &Path) -> Result<PathBuf> {
    Ok(root.join(&config(root)?.build.build_dir))
}

/// Builds the book in `root` into the folder `out`. After an error, what was in `out` is still there.
pub fn build(root: &Path, out: &Path) -> Result<Built> {
    let start = Instant::now();
    let mut config = config(root)?;
    summary::check(root, &config.book.src)?;
    let mut pages = 0;
    let site = place(out, |folder| {
        config.build.build_dir = folder.to_owned();
        let mut book = MDBook::load_with_config(root, config)?;
        book.with_preprocessor(Listings).with_preprocessor(Admonish);
        book.build()?;
        pages = book.book.chapters().count();
        Ok(())
    })?;
    Ok(Built {
        site,
        pages,
        took: start.elapsed(),
    })
}

/// Has a site built into a new folder, which then takes the place of `out`; returns where that is.
pub(super) fn place(out: &Path, build: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let (parent, work) = work_folder(out)?;
    let site = work.path().join("site");
    build(&site)?;
    let out = parent.join(out.file_name().unwrap_or_default());
    swap(&site, &out, &work.path().join("old"))?;
    Ok(out)
}

pub(super) fn config(root: &Path) -> Result<Config> {
    let file = root.join("book.toml");
    let mut config =
        Config::from_disk(&file).with_context(|| format!("cannot use {}", file.display()))?;
    config.update_from_env()?;
    Ok(config)
}

/// A folder for the new site, on the same disk as the old one.
fn work_folder(out: &Path) -> Result<(PathBuf, tempfile::TempDir)> {
    let out = std::path::absolute(out)?;
    let parent = out
        .parent()
        .with_context(|| format!("{} cannot be the site's folder", out.display()))?;
    fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    let work = tempfile::Builder::new()
        .prefix(".building-")
        .tempdir_in(parent);
    let work = work.with_context(|| format!("cannot write to {}", parent.display()))?;
    Ok((parent.to_owned(), work))
}

/// Puts the new site in the place of the old one; puts the old one back if that fails.
fn swap(new: &Path, out: &Path, old: &Path) -> Result<()> {
    let had_old = out.exists();
    if had_old {
        fs::rename(out, old).with_context(|| format!("cannot replace {}", out.display()))?;
    }
    fs::rename(new, out).or_else(|error| {
        if had_old {
            fs::rename(old, out)?;
        }
        Err(error).with_context(|| format!("cannot write {}", out.display()))
    })
}
