//! Hears from the system that something below the sources has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Watches while it lives.
pub(crate) struct Watcher {
    _system: RecommendedWatcher,
    changes: mpsc::Receiver<()>,
    quiet: Duration,
}

impl Watcher {
    /// Watches the sources of the book in this folder; changes that follow one another within `quiet` are one.
    pub(crate) fn start(root: &Path, sources: &[PathBuf], quiet: Duration) -> anyhow::Result<Self> {
        // One place: while a change waits to be seen, a second one says nothing new.
        let (sender, changes) = mpsc::channel(1);
        let mut system = notify::recommended_watcher(move |event| {
            if may_change_something(&event) {
                let _ = sender.try_send(());
            }
        })
        .context("the system's watcher cannot be started")?;
        for (folder, mode) in watches(root, sources) {
            let watched = system.watch(&folder, mode);
            // It may have gone away just now, which the watch on the folder around it tells.
            if folder.is_dir() {
                watched.with_context(|| format!("{} cannot be watched", folder.display()))?;
            }
        }
        Ok(Watcher {
            _system: system,
            changes,
            quiet,
        })
    }

    /// Waits for the next change, and until the sources are quiet after it; false if there will be none.
    pub(crate) async fn changed(&mut self) -> bool {
        if self.changes.recv().await.is_none() {
            return false;
        }
        while let Ok(Some(())) = timeout(self.quiet, self.changes.recv()).await {}
        true
    }
}

/// The folders with what is below them; around each source, the folders up to the book's own, in which it may come, go,
/// or be replaced: editors replace files, and a watch follows the old one.
fn watches(root: &Path, sources: &[PathBuf]) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut watches = BTreeMap::from([(root.to_owned(), RecursiveMode::NonRecursive)]);
    for source in sources {
        let source = root.join(source);
        let around = source.ancestors().skip(1);
        let mut around = around.filter(|folder| folder.is_dir()).peekable();
        let nearest = around.peek().copied();
        let inside = around.take_while(|folder| folder.starts_with(root) && *folder != root);
        for folder in inside.chain(nearest) {
            let mode = RecursiveMode::NonRecursive;
            watches.entry(folder.to_owned()).or_insert(mode);
        }
        if source.is_dir() {
            watches.insert(source, RecursiveMode::Recursive);
        }
    }
    watches
}

/// Reading is reported too, and whoever answers a change by reading the sources would wake itself for ever.
fn may_change_something(event: &notify::Result<Event>) -> bool {
    event.as_ref().map_or(true, |event| !event.kind.is_access())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const QUIET: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn writing_is_a_change_and_reading_is_none() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("src");
        fs::create_dir(&folder).unwrap();
        let page = folder.join("page.md");
        fs::write(&page, "one").unwrap();
        let mut watcher = Watcher::start(root.path(), &["src".into()], QUIET).unwrap();

        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(&page).unwrap(), "one");
        let after_reading = timeout(Duration::from_millis(500), watcher.changed()).await;
        assert!(after_reading.is_err(), "reading counts as a change");

        fs::write(&page, "two").unwrap();
        let after_writing = timeout(Duration::from_secs(20), watcher.changed()).await;
        assert_eq!(after_writing, Ok(true));
    }
}
