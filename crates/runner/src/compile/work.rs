//! Folders for one compilation or one run.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::permissions::passable;
use super::remover::{remove_now, remove_soon};

/// A folder for one compilation or one run. Dropped, it is removed soon.
#[derive(Debug)]
pub(crate) struct JobFolder(PathBuf);

impl JobFolder {
    /// Makes one in `parent`, which is made anew if somebody has swept it away.
    pub(crate) fn create(parent: &Path, prefix: &str) -> anyhow::Result<Self> {
        if !parent.exists() {
            restore(parent)
                .with_context(|| format!("cannot make the folder {}", parent.display()))?;
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(parent);
        let folder = JobFolder(folder.context("cannot make a work folder")?.keep());
        if !is_ours_or_roots(parent, folder.path()) {
            remove_now(folder.path());
            bail!(
                "the folder {} belongs to somebody else: set TMPDIR to a folder of your own and start again",
                parent.display()
            );
        }
        Ok(folder)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for JobFolder {
    fn drop(&mut self) {
        remove_soon(std::mem::take(&mut self.0));
    }
}

/// Makes a folder that is gone, unless somebody was quicker.
fn restore(folder: &Path) -> anyhow::Result<()> {
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => passable(folder),
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
    use std::time::{Duration, Instant};

    #[test]
    fn a_folder_that_was_swept_away_is_made_again() {
        let outer = tempfile::tempdir().unwrap();
        let parent = outer.path().join("temporary").join("work");
        let folder = JobFolder::create(&parent, "run-").unwrap();
        assert!(folder.path().starts_with(&parent));
        let mode = |path: &Path| {
            std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions())
        };
        #[cfg(unix)]
        assert_eq!(
            (mode(folder.path()) & 0o777, mode(&parent) & 0o066),
            (0o700, 0)
        );
        let path = folder.path().to_owned();
        drop(folder);
        let end = Instant::now() + Duration::from_secs(5);
        while path.exists() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(parent.is_dir() && !path.exists());
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
        let refused = JobFolder::create(&theirs, "run-").unwrap_err();
        assert!(refused.to_string().contains("somebody else"), "{refused}");
        assert_eq!(std::fs::read_dir(&theirs).unwrap().count(), 0);
        let link = outer.path().join("link");
        symlink(&theirs, &link).unwrap();
        std::os::unix::fs::lchown(&link, Some(54_321), None).unwrap();
        assert!(JobFolder::create(&link, "run-").is_err());
    }
}
