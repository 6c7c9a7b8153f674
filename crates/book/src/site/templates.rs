//! The templates in the theme of another book: those for mdBook 0.4 call what mdBook 0.5 does not have.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// A copy of the theme without its templates, for as long as it is held; none if it has no templates.
pub(super) fn theme_without(theme: &Path) -> Result<Option<tempfile::TempDir>> {
    let entries = fs::read_dir(theme).into_iter().flatten().flatten();
    let (templates, others): (Vec<_>, Vec<_>) = entries
        .map(|entry| entry.path())
        .partition(|path| path.extension().is_some_and(|kind| kind == "hbs"));
    if templates.is_empty() {
        return Ok(None);
    }
    let copy = tempfile::tempdir().context("cannot write to the folder for temporary files")?;
    for path in others {
        copy_all(
            &path,
            &copy.path().join(path.file_name().unwrap_or_default()),
        )
        .with_context(|| format!("cannot copy {}", path.display()))?;
    }
    Ok(Some(copy))
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(|_| ());
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy_all(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
