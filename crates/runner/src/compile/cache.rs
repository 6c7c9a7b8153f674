//! Compiled programs and diagnostics, kept on disk by the hash of all that they depend on. Never a program's output:
//! its interleavings are the lesson.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use anyhow::Context;

use super::diagnostics::Diagnostic;
use super::entry::{self, Kept};
use super::invocation::PROGRAM_FILE;
use super::permissions::readable_by_all;

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

/// A cache in a folder. Several servers may share the folder: entries appear whole, and may disappear at any time, the
/// folder with them. One that is damaged is thrown away, as if it had never been there.
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

    /// What was kept under this key. It reads all of it, and so may take a moment.
    pub fn get(&self, key: &str) -> Option<Kept> {
        let folder = self.folder.join(key);
        let Some(kept) = entry::read(&folder) else {
            if folder.symlink_metadata().is_ok() {
                tracing::warn!("{} is damaged and is thrown away", folder.display());
                self.lock().remove(key);
                self.discard(key);
            }
            return None;
        };
        let mut entries = self.lock();
        let entry = entries.entry(key.to_owned()).or_insert_with(|| Entry {
            size: folder_size(&folder),
            used: SystemTime::now(),
        });
        entry.used = SystemTime::now();
        Some(kept)
    }

    /// Keeps a compilation; the program's file is moved from where it is.
    pub fn put(
        &self,
        key: &str,
        diagnostics: Vec<Diagnostic>,
        program: Option<&Path>,
    ) -> anyhow::Result<Kept> {
        let aside = self.aside().context("cannot write to the cache")?;
        let unfinished = aside.path().join(key);
        std::fs::create_dir(&unfinished).context("cannot write to the cache")?;
        if let Some(program) = program {
            move_file(program, &unfinished.join(PROGRAM_FILE))?;
        }
        entry::write(&unfinished, &diagnostics)?;
        readable_by_all(&unfinished)?;
        let size = folder_size(&unfinished);
        let folder = self.folder.join(key);
        if std::fs::rename(&unfinished, &folder).is_err() {
            // There is one already: another server's, or one that was damaged meanwhile.
            self.discard(key);
            std::fs::rename(&unfinished, &folder).context("cannot write to the cache")?;
        }
        let used = SystemTime::now();
        self.lock().insert(key.to_owned(), Entry { size, used });
        self.evict(key);
        Ok(Kept {
            diagnostics,
            program: program.map(|_| folder.join(PROGRAM_FILE)),
        })
    }

    /// A folder beside the entries, made anew with theirs if somebody has swept that away.
    fn aside(&self) -> std::io::Result<tempfile::TempDir> {
        tempfile::tempdir_in(&self.folder).or_else(|_| {
            std::fs::create_dir_all(&self.folder)?;
            readable_by_all(&self.folder).map_err(std::io::Error::other)?;
            tempfile::tempdir_in(&self.folder)
        })
    }

    /// Removes an entry, so that at no time a part of it is there.
    fn discard(&self, key: &str) {
        let discarded = self.aside().and_then(|aside| {
            std::fs::rename(self.folder.join(key), aside.path().join(key))?;
            aside.close()
        });
        if let Err(error) = discarded {
            tracing::debug!("the cache cannot drop {key}: {error}");
        }
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
            self.discard(&key);
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

#[cfg(test)]
#[cfg(unix)]
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
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&program, mode).unwrap();
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
        let (folder, cache) = cache(600, 10);
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

    #[test]
    fn what_is_damaged_is_thrown_away_and_can_be_put_again() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let damages: [fn(&Path); 7] = [
            |program| std::fs::write(program, "").unwrap(),
            |program| std::fs::remove_file(program).unwrap(),
            |program| {
                let mut bytes = std::fs::read(program).unwrap();
                bytes[5] ^= 1;
                std::fs::write(program, bytes).unwrap();
            },
            |program| {
                std::fs::rename(program, program.with_file_name("other")).unwrap();
                symlink("other", program).unwrap();
            },
            |program| {
                std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o0)).unwrap();
            },
            |program| std::fs::remove_file(program.with_file_name("record.json")).unwrap(),
            |program| std::fs::write(program.with_file_name("record.json"), "x\n{}").unwrap(),
        ];
        for (number, damage) in damages.into_iter().enumerate() {
            let (folder, cache) = cache(1_000_000, 10);
            let work = tempfile::tempdir().unwrap();
            put(&cache, work.path(), "a", 10);
            damage(&cache.get("a").unwrap().program.unwrap());
            assert!(cache.get("a").is_none(), "damage {number}");
            assert!(!folder.path().join("a").exists(), "damage {number}");
            put(&cache, work.path(), "a", 10);
            assert!(cache.get("a").is_some(), "damage {number}");
        }
    }

    #[test]
    fn a_folder_that_was_swept_away_is_made_again() {
        let (folder, cache) = cache(1_000_000, 10);
        let work = tempfile::tempdir().unwrap();
        put(&cache, work.path(), "a", 10);
        std::fs::remove_dir_all(folder.path()).unwrap();
        assert!(cache.get("a").is_none());
        put(&cache, work.path(), "a", 10);
        assert!(cache.get("a").is_some());
    }
}
