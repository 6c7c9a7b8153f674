//! Changes of recorded files.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use catalogue::recorded::{DiffLine, text_diff};

/// A recorded file that must change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file.
    pub path: PathBuf,
    /// Its text until now; `None` if there was no file.
    pub old: Option<String>,
    /// Its text from now on; `None` if the file goes.
    pub new: Option<String>,
}

impl FileChange {
    /// A change of a file; `None` if its text stays the same.
    pub(super) fn to(path: PathBuf, new: Option<String>) -> Option<FileChange> {
        let old = std::fs::read_to_string(&path).ok();
        (old != new).then_some(FileChange { path, old, new })
    }

    /// The difference, line by line.
    pub fn diff(&self) -> Vec<DiffLine> {
        text_diff(
            self.old.as_deref().unwrap_or_default(),
            self.new.as_deref().unwrap_or_default(),
        )
    }

    /// Makes the change: the file has its old text or its new one, never a part of it.
    pub fn write(&self) -> anyhow::Result<()> {
        let path = &self.path;
        match &self.new {
            Some(text) => {
                write_whole(path, text).with_context(|| format!("cannot write {}", path.display()))
            }
            None => std::fs::remove_file(path)
                .with_context(|| format!("cannot remove {}", path.display())),
        }
    }
}

fn write_whole(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().context("the file is in no folder")?;
    // The name begins with a dot, so that it is nobody's record if this process is killed here.
    let mut file = tempfile::Builder::new()
        .prefix(".record-")
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    make_readable(file.as_file())?;
    file.persist(path)?;
    Ok(())
}

/// A temporary file is its owner's alone; a recorded file is like any other in the repository.
fn make_readable(file: &std::fs::File) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_changed_and_removed_without_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.stdout");
        let change = |new: Option<&str>| FileChange::to(path.clone(), new.map(str::to_owned));
        change(Some("one\n")).unwrap().write().unwrap();
        assert_eq!(change(Some("one\n")), None);
        change(Some("two\n")).unwrap().write().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        change(None).unwrap().write().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert_eq!(change(None), None);
    }

    #[test]
    fn a_change_that_fails_leaves_the_file() {
        let missing = Path::new("/nowhere/at/all/x.stdout").to_path_buf();
        let change = FileChange {
            path: missing,
            old: None,
            new: Some("x".into()),
        };
        assert!(
            change
                .write()
                .unwrap_err()
                .to_string()
                .contains("/nowhere/at/all/x.stdout")
        );
    }
}
