//! When the sources were written. Watching alone tells too much: that a file was read, or written with what it held.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Every source with the time of its last change and its size.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Snapshot {
    files: BTreeMap<PathBuf, (Option<SystemTime>, u64)>,
}

impl Snapshot {
    /// Looks at all sources, but for what the build itself has written.
    pub(crate) fn take(root: &Path, sources: &[PathBuf], written: &[PathBuf]) -> Self {
        let mut snapshot = Snapshot::default();
        for source in sources {
            snapshot.add(&root.join(source), written);
        }
        snapshot
    }

    fn add(&mut self, path: &Path, written: &[PathBuf]) {
        if written.iter().any(|own| own == path) {
            return;
        }
        let Ok(metadata) = path.metadata() else {
            return;
        };
        if metadata.is_dir() {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
            for entry in entries {
                self.add(&entry.path(), written);
            }
        } else if !is_of_an_editor(path) {
            let state = (metadata.modified().ok(), metadata.len());
            self.files.insert(path.to_owned(), state);
        }
    }

    /// The files that differ between this and a later snapshot.
    pub(crate) fn changed_since<'a>(&'a self, later: &'a Snapshot) -> Vec<&'a Path> {
        let differs = |(path, state): &(&'a PathBuf, _), other: &Snapshot| {
            other.files.get(*path) != Some(*state)
        };
        let gone = self.files.iter().filter(|file| differs(file, later));
        let come = later.files.iter().filter(|file| differs(file, self));
        let mut changed: Vec<&Path> = gone.chain(come).map(|(path, _)| path.as_path()).collect();
        changed.sort();
        changed.dedup();
        changed
    }
}

/// Files that editors write beside the one that is edited.
fn is_of_an_editor(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with('~') || name.starts_with(".#") || name.ends_with(".swp") || name == "4913"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_added_and_removed_is_told_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let file = |path: &str, text: &str| {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
            path
        };
        file("src/kept.md", "kept");
        let longer = file("src/longer.md", "a");
        let gone = file("listings/a/gone.rs", "a");
        let sources = ["src", "listings", "theme"].map(PathBuf::from);
        let written = ["src/js", "src/sw.js"].map(|path| root.path().join(path));
        let before = Snapshot::take(root.path(), &sources, &written);
        file("src/longer.md", "ab");
        std::fs::remove_file(&gone).unwrap();
        let come = file("theme/come.css", "");
        file("src/js/copy.js", "");
        file("src/sw.js", "");
        file("src/.page.md.swp", "");
        let after = Snapshot::take(root.path(), &sources, &written);
        let mut expected = vec![longer.as_path(), gone.as_path(), come.as_path()];
        expected.sort();
        assert_eq!(before.changed_since(&after), expected);
    }
}
