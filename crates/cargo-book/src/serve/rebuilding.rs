//! Builds the book again whenever a source has changed. A book that cannot be built leaves the last good one in its place.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use super::snapshot::Snapshot;
use super::subject::Book;
use super::watcher::Watcher;
use service::{App, BookEvent};

/// How long the sources must be quiet before they are looked at.
const QUIET: Duration = Duration::from_millis(150);

/// The sources as they were at the first build, and what tells that they have changed.
pub(crate) struct Watched {
    sources: Vec<PathBuf>,
    before: Snapshot,
    watcher: anyhow::Result<Watcher>,
}

impl Watched {
    /// Begins to watch; to be called before the first build, so that no change is missed.
    pub(crate) fn start(book: &Book) -> Self {
        let sources = book.sources();
        Self::of(book, sources.unwrap_or_else(|| vec!["book.toml".into()]))
    }

    fn of(book: &Book, sources: Vec<PathBuf>) -> Self {
        let watcher = Watcher::start(&book.folder, &sources, QUIET);
        Watched {
            before: Snapshot::take(&book.folder, &sources, &book.written()),
            sources,
            watcher,
        }
    }

    /// Watches anew what the book is made of now, and tells what has changed meanwhile. A watch dies with its folder, and
    /// another one of the same name is not watched.
    fn again(&mut self, book: &Book) -> Vec<PathBuf> {
        let sources = book.sources().unwrap_or_else(|| self.sources.clone());
        let now = Watched::of(book, sources);
        let before = std::mem::replace(self, now).before;
        let changed = before.changed_since(&self.before).into_iter();
        changed.map(Path::to_owned).collect()
    }
}

/// Builds after every change until it is dropped.
pub(crate) async fn keep_built(
    mut watched: Watched,
    book: &Book,
    site: &Path,
    app: &App,
    listings_changed: &Notify,
) {
    loop {
        let watcher = match &mut watched.watcher {
            Ok(watcher) => watcher,
            Err(error) => {
                eprintln!("The sources are not watched, so pages do not reload: {error:#}");
                return;
            }
        };
        if !watcher.changed().await {
            return;
        }
        let changed = watched.again(book);
        let listings = book.folder.join("listings");
        if changed.iter().any(|path| path.starts_with(&listings)) {
            listings_changed.notify_one();
        }
        if !changed.is_empty() {
            rebuild(book, site, app).await;
        }
    }
}

async fn rebuild(book: &Book, site: &Path, app: &App) {
    match book.build(site).await {
        Ok(built) => {
            println!("{} pages in {} ms", built.pages, built.took.as_millis());
            app.site.renew();
            app.live.publish(BookEvent::Built(number(site).await));
        }
        Err(error) => {
            let why = format!("{error:#}");
            eprintln!("The book cannot be built; the last good one is still served.\n{why}");
            app.live.publish(BookEvent::Broken(why));
        }
    }
}

/// A number for a build, made of what it holds: servers of the same book say the same, and a page that moves from one to
/// another is not loaded anew.
pub(crate) async fn number(site: &Path) -> u64 {
    let site = site.to_owned();
    let number = tokio::task::spawn_blocking(move || {
        let mut digest = Sha256::new();
        add(&mut digest, &site);
        let first: [u8; 8] = std::array::from_fn({
            let whole = digest.finalize();
            move |at| whole[at]
        });
        u64::from_le_bytes(first)
    });
    number.await.unwrap_or(0)
}

/// What cannot be read is left out: it cannot be served, either.
fn add(digest: &mut Sha256, folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        digest.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        if path.is_dir() {
            add(digest, &path);
        } else if let Ok(content) = std::fs::read(&path) {
            digest.update(content.len().to_le_bytes());
            digest.update(content);
        }
    }
}
