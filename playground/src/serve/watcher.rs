//! Hears from the system that something below the sources has changed.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use notify_debouncer_mini::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{Debouncer, new_debouncer};
use tokio::sync::mpsc;

use super::snapshot::SOURCES;

/// Watches while it lives.
pub struct Watcher {
    _debouncer: Debouncer<RecommendedWatcher>,
    changes: mpsc::Receiver<()>,
}

impl Watcher {
    /// Watches the sources of the book in this folder; many changes in a row are one.
    pub fn start(root: &Path, quiet: Duration) -> anyhow::Result<Self> {
        // One place: while a change waits to be seen, a second one says nothing new.
        let (sender, changes) = mpsc::channel(1);
        let mut debouncer = new_debouncer(quiet, move |_| {
            let _ = sender.try_send(());
        })
        .context("the system's watcher cannot be started")?;
        // The folder itself is watched for book.toml: editors replace files, and a watch on a file follows the old one.
        let folders = SOURCES.iter().map(|source| root.join(source));
        let folders = folders.filter(|folder| folder.is_dir());
        let watches = folders.map(|folder| (folder, RecursiveMode::Recursive));
        for (folder, mode) in watches.chain([(root.to_owned(), RecursiveMode::NonRecursive)]) {
            debouncer
                .watcher()
                .watch(&folder, mode)
                .with_context(|| format!("{} cannot be watched", folder.display()))?;
        }
        Ok(Watcher {
            _debouncer: debouncer,
            changes,
        })
    }

    /// Waits for the next change; false if there will be none.
    pub async fn changed(&mut self) -> bool {
        self.changes.recv().await.is_some()
    }
}
