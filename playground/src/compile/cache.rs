//! Compiled programs and diagnostics, kept on disk by the hash of all that they depend on. Never a program's output:
//! its interleavings are the lesson.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use anyhow::Context;

use super::diagnostics::Diagnostic;
use super::invocation::PROGRAM_FILE;

const DIAGNOSTICS_FILE: &str = "diagnostics.json";

/// How much the cache may hold; beyond it, what was used longest ago is dropped.
#[derive(Clone, Copy, Debug)]
pub struct CacheLimits {
    /// Bytes.
    pub size: u64,
    /// Entries.
    pub entries: usize,
}

impl Default for CacheLimits {
    fn default() -> Self {
        CacheLimits {
            size: 256 * 1024 * 1024,
            entries: 1_000,
        }
    }
}

/// A cache in a folder. Several servers may share the folder: entries appear whole, and may disappear at any time.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    limits: CacheLimits,
    entries: Mutex<HashMap<String, Entry>>,
}

#[derive(Debug)]
struct Entry {
    size: u64,
    used: SystemTime,
}

/// What is kept of a compilation.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What the compiler said.
    pub diagnostics: Vec<Diagnostic>,
    /// The program; none if it did not compile.
    pub program: Option<PathBuf>,
}

impl Cache {
    /// Opens the cache in this folder, with what an earlier server left there.
    pub fn open(folder: PathBuf, limits: CacheLimits) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        readable_by_all(&folder)?;
        let mut entries = HashMap::new();
        for file in std::fs::read_dir(&folder)?.flatten() {
            let used = file.metadata().and_then(|metadata| metadata.modified());
            let used = used.unwrap_or(SystemTime::UNIX_EPOCH);
            let size = folder_size(&file.path());
            entries.insert(
                file.file_name().to_string_lossy().into_owned(),
                Entry { size, used },
            );
        }
        let entries = Mutex::new(entries);
        Ok(Cache {
            folder,
            limits,
            entries,
        })
    }

    /// What was kept under this key.
    pub fn get(&self, key: &str) -> Option<Kept> {
        let folder = self.folder.join(key);
        let text = std::fs::read(folder.join(DIAGNOSTICS_FILE)).ok()?;
        let diagnostics: Vec<Diagnostic> = serde_json::from_slice(&text).ok()?;
        let program = folder.join(PROGRAM_FILE);
        let program = program.is_file().then_some(program);
        if program.is_none() && !diagnostics.iter().any(Diagnostic::is_error) {
            return None;
        }
        let mut entries = self.lock();
        let entry = entries.entry(key.to_owned()).or_insert_with(|| Entry {
            size: folder_size(&folder),
            used: SystemTime::now(),
        });
        entry.used = SystemTime::now();
        Some(Kept {
            diagnostics,
            program,
        })
    }

    /// Keeps a compilation; the program's file is moved from where it is.
    pub fn put(
        &self,
        key: &str,
        diagnostics: Vec<Diagnostic>,
        program: Option<&Path>,
    ) -> anyhow::Result<Kept> {
        let unfinished = tempfile::tempdir_in(&self.folder).context("cannot write to the cache")?;
        if let Some(program) = program {
            move_file(program, &unfinished.path().join(PROGRAM_FILE))?;
        }
        let text = serde_json::to_vec(&diagnostics)?;
        std::fs::write(unfinished.path().join(DIAGNOSTICS_FILE), text)
            .context("cannot write to the cache")?;
        readable_by_all(unfinished.path())?;
        let size = folder_size(unfinished.path());
        let folder = self.folder.join(key);
        if std::fs::rename(unfinished.path(), &folder).is_ok() {
            let _ = unfinished.keep();
        }
        self.lock().insert(
            key.to_owned(),
            Entry {
                size,
                used: SystemTime::now(),
            },
        );
        self.evict(key);
        let program = folder.join(PROGRAM_FILE);
        Ok(Kept {
            diagnostics,
            program: program.is_file().then_some(program),
        })
    }

    fn evict(&self, newest: &str) {
        let mut entries = self.lock();
        let mut size: u64 = entries.values().map(|entry| entry.size).sum();
        while size > self.limits.size || entries.len() > self.limits.entries {
            let others = entries.iter().filter(|(key, _)| *key != newest);
            let oldest = others.min_by_key(|(_, entry)| entry.used);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else {
                return;
            };
            size -= entries.remove(&key).map_or(0, |entry| entry.size);
            if let Err(error) = std::fs::remove_dir_all(self.folder.join(&key)) {
                tracing::debug!("the cache cannot drop {key}: {error}");
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Entry>> {
        self.entries
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn folder_size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .filter_map(|file| Some(file.metadata().ok()?.len()))
        .sum()
}

fn move_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    if std::fs::rename(from, to).is_err() {
        std::fs::copy(from, to).context("cannot write to the cache")?;
    }
    Ok(())
}

/// Lets a sandbox that runs as another user read what is in a folder.
pub fn readable_by_all(folder: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
            .with_context(|| format!("cannot open {} for reading", folder.display()))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(size: u64, entries: usize) -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path().to_owned(), CacheLimits { size, entries }).unwrap();
        (folder, cache)
    }

    fn put(cache: &Cache, folder: &Path, key: &str, size: usize) {
        let program = folder.join("built");
        std::fs::write(&program, vec![0; size]).unwrap();
        cache.put(key, Vec::new(), Some(&program)).unwrap();
    }

    #[test]
    fn what_was_put_is_found_again_also_by_the_next_server() {
        let (folder, cache) = cache(1_000, 10);
        let work = tempfile::tempdir().unwrap();
        put(&cache, work.path(), "a", 10);
        assert!(cache.get("a").unwrap().program.is_some());
        assert!(cache.get("b").is_none());
        let next = Cache::open(folder.path().to_owned(), CacheLimits::default()).unwrap();
        assert!(next.get("a").is_some());
    }

    #[test]
    fn beyond_its_size_it_drops_what_was_used_longest_ago() {
        let (folder, cache) = cache(250, 10);
        let work = tempfile::tempdir().unwrap();
        put(&cache, work.path(), "a", 100);
        put(&cache, work.path(), "b", 100);
        assert!(cache.get("a").is_some());
        put(&cache, work.path(), "c", 100);
        assert!(cache.get("b").is_none());
        assert!(cache.get("a").is_some());
        assert!(!folder.path().join("b").exists());
    }

    #[test]
    fn beyond_its_number_of_entries_it_drops_one() {
        let (_folder, cache) = cache(1_000_000, 2);
        let work = tempfile::tempdir().unwrap();
        for key in ["a", "b", "c"] {
            put(&cache, work.path(), key, 10);
        }
        assert!(cache.get("a").is_none());
        assert!(cache.get("c").is_some());
    }
}
