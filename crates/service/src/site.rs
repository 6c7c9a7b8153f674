//! The book's files, from memory once they have been read: a page is compressed and given its tag once for each build.

mod asset;
mod kind;
mod scripts;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};

pub(crate) use asset::Asset;
pub use asset::Pages;

/// The files of one build, replaced as a whole.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    pages: Pages,
    assets: RwLock<Arc<Assets>>,
}

#[derive(Debug, Default)]
struct Assets {
    by_path: Mutex<HashMap<PathBuf, Arc<Asset>>>,
}

impl Site {
    /// The files in this folder.
    pub fn new(folder: PathBuf, pages: Pages) -> Self {
        Site {
            folder,
            pages,
            assets: RwLock::default(),
        }
    }

    /// Forgets what was read: the folder holds a new build.
    pub fn renew(&self) {
        *self.assets.write().unwrap_or_else(|e| e.into_inner()) = Arc::default();
    }

    /// The file, read and prepared on its first request.
    pub(crate) async fn asset(&self, path: PathBuf) -> Option<Arc<Asset>> {
        let assets = Arc::clone(&self.assets.read().unwrap_or_else(|e| e.into_inner()));
        let known = assets.lock().get(&path).cloned();
        if known.is_some() {
            return known;
        }
        let (folder, pages) = (self.folder.clone(), self.pages);
        let read = tokio::task::spawn_blocking(move || {
            let asset = Arc::new(Asset::read(&folder, &path, pages)?);
            assets.lock().insert(path, Arc::clone(&asset));
            Some(asset)
        });
        read.await.ok().flatten()
    }
}

impl Assets {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Arc<Asset>>> {
        self.by_path
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
