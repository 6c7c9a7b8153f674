//! Folders for one compilation or one run.

use std::io;
use std::path::Path;

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::cache::readable_by_all;

/// Makes a folder in `parent`, which is made anew if somebody has swept it away.
pub fn work_folder(parent: &Path, prefix: &str) -> anyhow::Result<TempDir> {
    if !parent.exists() {
        restore(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
    }
    let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(parent);
    let folder = folder.context("cannot make a work folder")?;
    if !is_ours_or_roots(parent, folder.path()) {
        bail!(
            "the folder {} belongs to somebody else: set TMPDIR to a folder of your own and start again",
            parent.display()
        );
    }
    Ok(folder)
}

/// Makes a folder that is gone, unless somebody was quicker.
fn restore(folder: &Path) -> anyhow::Result<()> {
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => readable_by_all(folder),
    }
}

/// Where everybody may write, everybody may put a folder of theirs in the place of one that was swept away, and
/// could then exchange what is in it. `made` was made by us just now.
#[cfg(unix)]
fn is_ours_or_roots(folder: &Path, made: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let owner = |path: &Path| path.symlink_metadata().map(|found| found.uid()).ok();
    let theirs = owner(folder);
    theirs.is_some() && (theirs == Some(0) || theirs == owner(made))
}

#[cfg(not(unix))]
fn is_ours_or_roots(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_swept_away_is_made_again() {
        let outer = tempfile::tempdir().unwrap();
        let parent = outer.path().join("temporary").join("work");
        let folder = work_folder(&parent, "run-").unwrap();
        assert!(folder.path().starts_with(&parent));
        drop(folder);
        assert!(parent.is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_somebody_else_is_not_used() {
        use std::os::unix::fs::{chown, symlink};
        let outer = tempfile::tempdir().unwrap();
        let theirs = outer.path().join("theirs");
        std::fs::create_dir(&theirs).unwrap();
        if chown(&theirs, Some(54_321), None).is_err() {
            println!("skipped: only root can give a folder away");
            return;
        }
        let refused = work_folder(&theirs, "run-").unwrap_err();
        assert!(refused.to_string().contains("somebody else"), "{refused}");
        assert_eq!(std::fs::read_dir(&theirs).unwrap().count(), 0);
        let link = outer.path().join("link");
        symlink(&theirs, &link).unwrap();
        std::os::unix::fs::lchown(&link, Some(54_321), None).unwrap();
        assert!(work_folder(&link, "run-").is_err());
    }
}
