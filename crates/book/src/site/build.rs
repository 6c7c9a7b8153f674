//! Builds the site: into a folder beside the old one, which is replaced only by a good one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use mdbook_driver::config::{Config, HtmlConfig};

use crate::problem::Problem;
use crate::site::settings::config;
use crate::site::{editions, summary};

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
    let config = config(root)?;
    check_html(root, &config)?;
    summary::check(root, &config.book.src)?;
    let mut pages = 0;
    let site = place(out, |folder| {
        pages = editions::render(root, &config, folder)?;
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
    keep_what_is_no_site(out)?;
    let (parent, work) = work_folder(out)?;
    let site = work.path().join("site");
    build(&site)?;
    let out = parent.join(out.file_name().unwrap_or_default());
    swap(&site, &out, &work.path().join("old"))?;
    Ok(out)
}

/// mdBook goes on without the whole table when a key in it is wrong: here that is an error.
fn check_html(root: &Path, config: &Config) -> Result<()> {
    let Err(error) = config.get::<HtmlConfig>("output.html") else {
        return Ok(());
    };
    let why = format!("{error:#}");
    let text = fs::read_to_string(root.join("book.toml")).unwrap_or_default();
    let wrong = why.split('`').find(|word| line_of(&text, word).is_some());
    let line = wrong.and_then(|word| line_of(&text, word));
    let problem = Problem::new(
        Path::new("book.toml"),
        format!("the table output.html cannot be used: {}", why.trim_end()),
        "correct the key or its value, or remove it",
    );
    let problem = match line {
        Some(line) => problem.at(line),
        None => problem,
    };
    bail!("{problem}")
}

/// The line of book.toml that sets this key.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let sets = |line: &str| {
        let rest = line.trim().strip_prefix(key)?;
        Some(rest.trim_start().starts_with('='))
    };
    let index = text.lines().position(|line| sets(line) == Some(true));
    index.map(|index| index + 1)
}

/// Whatever stands where the site is to be is removed: so it has to be an older site.
fn keep_what_is_no_site(out: &Path) -> Result<()> {
    let is_free = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    // mdBook writes both into every site; a repository that holds a site holds more than that.
    let has = |name: &str| out.join(name).exists();
    let is_site = has(".nojekyll") && has("toc.html") && !has(".git");
    if !is_free && !is_site {
        bail!(
            "{} is no older site of a book, and would be replaced: name a new folder or an empty one",
            out.display()
        );
    }
    Ok(())
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
