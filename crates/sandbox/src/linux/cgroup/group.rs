//! One run's group, which the server makes and removes.

use super::Groups;
use crate::job::Limits;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How the folders of groups begin; the process that made them follows.
const PREFIX: &str = "sandbox-";

/// How long a group is waited for whose processes are being killed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where a launcher finds the files of a run's group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum GroupFolders {
    /// Version 2.
    Unified(PathBuf),
    /// Version 1.
    Separate {
        /// Where memory is counted.
        memory: PathBuf,
        /// Where tasks are.
        pids: PathBuf,
    },
}

/// A group. Dropping it kills what is left in it, and removes it.
#[derive(Debug)]
pub(crate) struct Group(GroupFolders);

impl Groups {
    /// Makes a group with these limits.
    pub fn create(&self, limits: &Limits) -> io::Result<Group> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{PREFIX}{}-{number}", std::process::id());
        let folders = match self {
            Groups::Unified(parent) => GroupFolders::Unified(parent.join(name)),
            Groups::Separate { memory, pids } => GroupFolders::Separate {
                memory: memory.join(&name),
                pids: pids.join(&name),
            },
        };
        // What was made is removed also if the rest fails.
        let group = Group(folders);
        for folder in group.0.all() {
            fs::create_dir(folder).map_err(|error| named(folder, error))?;
        }
        group.limit(limits)?;
        Ok(group)
    }

    /// Removes what servers that were killed have left.
    pub(super) fn sweep(&self) {
        let parents = match self {
            Groups::Unified(parent) => [parent, parent],
            Groups::Separate { memory, pids } => [memory, pids],
        };
        for parent in parents {
            for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
                let maker = rest.and_then(|rest| Some(rest.split_once('-')?.0));
                if maker.is_some_and(|maker| !Path::new("/proc").join(maker).exists()) {
                    drop(Group(GroupFolders::Unified(entry.path())));
                }
            }
        }
    }
}

impl Group {
    /// Where its files are.
    pub fn folders(&self) -> &GroupFolders {
        &self.0
    }

    fn limit(&self, limits: &Limits) -> io::Result<()> {
        let (memory, tasks) = (limits.memory.to_string(), limits.tasks.to_string());
        match &self.0 {
            GroupFolders::Unified(folder) => {
                write(&folder.join("memory.max"), &memory)?;
                write(&folder.join("pids.max"), &tasks)?;
                // Not on every kernel: without swap, and before they were there.
                let _ = write(&folder.join("memory.swap.max"), "0");
                let _ = write(&folder.join("memory.oom.group"), "1");
            }
            GroupFolders::Separate { memory: at, pids } => {
                write(&at.join("memory.limit_in_bytes"), &memory)?;
                write(&pids.join("pids.max"), &tasks)?;
                // Not on every kernel, either; the second counts the buffers of TCP, apart from all the rest.
                let _ = write(&at.join("memory.memsw.limit_in_bytes"), &memory);
                let _ = write(&at.join("memory.kmem.tcp.limit_in_bytes"), &memory);
            }
        }
        Ok(())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let folders = self.0.clone();
        if folders.remove() {
            return;
        }
        // What is in it is dying, or was left: whoever drops a group does not wait for that.
        std::thread::spawn(move || {
            let end = Instant::now() + PATIENCE;
            while !folders.remove() && Instant::now() < end {
                folders.kill();
                std::thread::sleep(Duration::from_millis(5));
            }
        });
    }
}

impl GroupFolders {
    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        let (one, other) = match self {
            GroupFolders::Unified(folder) => (folder, None),
            GroupFolders::Separate { memory, pids } => (memory, Some(pids)),
        };
        std::iter::once(one).chain(other)
    }

    /// Whether nothing of it is there any more.
    fn remove(&self) -> bool {
        let is_gone = |folder: &PathBuf| match fs::remove_dir(folder) {
            Err(error) => error.kind() == io::ErrorKind::NotFound,
            Ok(()) => true,
        };
        // Each of them, whatever becomes of the other.
        self.all().filter(|folder| !is_gone(folder)).count() == 0
    }

    fn kill(&self) {
        for folder in self.all() {
            // Without room for more, those that are there are all.
            let _ = fs::write(folder.join("pids.max"), "0");
            let _ = fs::write(folder.join("cgroup.kill"), "1");
            let inside = fs::read_to_string(folder.join("cgroup.procs")).unwrap_or_default();
            for pid in inside.lines().filter_map(|line| line.parse().ok()) {
                let pid = nix::unistd::Pid::from_raw(pid);
                let _ = nix::sys::signal::kill(pid, nix::sys::signal::SIGKILL);
            }
        }
    }
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    fs::write(file, text).map_err(|error| named(file, error))
}

fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
