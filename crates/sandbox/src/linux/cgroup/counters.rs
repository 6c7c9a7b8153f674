//! The files of a run's group, open: they are read and written also when their paths are out of reach.

use super::GroupFolders;
use nix::sys::signal::{SIGKILL, kill};
use nix::unistd::Pid;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// What the launcher's side needs of a group.
#[derive(Debug)]
pub(in crate::linux) struct Counters {
    /// Version 2: where a process is born into it, if the kernel can do that (since Linux 5.7).
    folder: Option<File>,
    /// Where a process that has been born elsewhere enters.
    entrances: Vec<File>,
    processes: File,
    /// How often memory ran out.
    memory_events: File,
    tasks: File,
    /// How often there was no room for a task.
    refused_tasks: Option<File>,
    most_tasks: File,
    /// Version 2, since Linux 5.14.
    kill: Option<File>,
}

impl Counters {
    /// Opens the files of a group, while this process still may.
    pub fn open(folders: &GroupFolders) -> io::Result<Counters> {
        let (memory, pids, events) = match folders {
            GroupFolders::Unified(folder) => (folder, folder, "memory.events"),
            GroupFolders::Separate { memory, pids } => (memory, pids, "memory.oom_control"),
        };
        let (folder, entrances) = match folders {
            GroupFolders::Unified(folder) => (
                Some(File::open(folder)?),
                vec![open(folder, "cgroup.procs")?],
            ),
            // The kernel moves a thread that asks for itself at once. The first move of a whole process after a pause waits
            // until every core has taken note of it, 10 to 20 ms long.
            GroupFolders::Separate { .. } => {
                (None, vec![open(pids, "tasks")?, open(memory, "tasks")?])
            }
        };
        Ok(Counters {
            folder,
            entrances,
            processes: File::open(pids.join("cgroup.procs"))?,
            memory_events: File::open(memory.join(events))?,
            tasks: File::open(pids.join("pids.current"))?,
            refused_tasks: File::open(pids.join("pids.events")).ok(),
            most_tasks: open(pids, "pids.max")?,
            kill: open(pids, "cgroup.kill").ok(),
        })
    }

    /// Where a process can be born into the group, which is quicker than to enter it.
    pub fn birthplace(&self) -> Option<BorrowedFd<'_>> {
        self.folder.as_ref().map(AsFd::as_fd)
    }

    /// This process, which has one thread, enters, and all that it will start is counted with it.
    pub fn enter(&self) -> io::Result<()> {
        let mut entrances = self.entrances.iter();
        entrances.try_for_each(|entrance| entrance.write_all_at(b"0", 0))
    }

    /// Whether the kernel has killed a process of the group for want of memory.
    pub fn memory_ran_out(&self) -> bool {
        number(&read(&self.memory_events), "oom_kill").is_some_and(|count| count > 0)
    }

    /// Whether a task was refused because there are as many as there may be.
    pub fn task_was_refused(&self) -> bool {
        let events = self.refused_tasks.as_ref().map(read).unwrap_or_default();
        number(&events, "max").is_some_and(|count| count > 0)
    }

    /// How many tasks there are.
    pub fn tasks(&self) -> u32 {
        read(&self.tasks).trim().parse().unwrap_or(0)
    }

    /// Kills all that are in the group and keeps more from coming.
    pub fn kill_all(&self) {
        let _ = self.most_tasks.write_all_at(b"0", 0);
        if let Some(file) = &self.kill
            && file.write_all_at(b"1", 0).is_ok()
        {
            return;
        }
        for pid in self.processes() {
            let _ = kill(Pid::from_raw(pid), SIGKILL);
        }
    }

    /// The processes of the group that this one can see.
    pub fn processes(&self) -> Vec<i32> {
        let listed = read(&self.processes);
        // 0 is one that is in another namespace.
        let numbers = listed.lines().filter_map(|line| line.parse().ok());
        numbers.filter(|pid| *pid > 0).collect()
    }
}

fn open(folder: &Path, name: &str) -> io::Result<File> {
    let file = folder.join(name);
    OpenOptions::new()
        .write(true)
        .open(&file)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))
}

fn read(file: &File) -> String {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = file.read_at(&mut buffer, text.len() as u64) {
        text.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// The number behind a name, in a file of one such pair a line.
fn number(text: &str, name: &str) -> Option<u64> {
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    let mut values = pairs.filter(|(key, _)| *key == name);
    values.next()?.1.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn both_versions_tell_that_memory_ran_out() {
        let one = "oom_kill_disable 0\nunder_oom 1\noom_kill 3\n";
        let two = "low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\noom_group_kill 1\n";
        assert_eq!(number(one, "oom_kill"), Some(3));
        assert_eq!(number(two, "oom_kill"), Some(1));
        assert_eq!(number("low 0\n", "oom_kill"), None);
    }

    /// Where no kernel is at hand that counts with version 2, its files at least are taken by their names.
    #[test]
    fn the_files_of_version_two_are_read_and_written() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, text) in [
            ("cgroup.procs", "12\n0\n"),
            ("cgroup.kill", ""),
            ("memory.events", "oom_kill 0\n"),
            ("pids.current", "5\n"),
            ("pids.events", "max 1\n"),
            ("pids.max", "max"),
        ] {
            fs::write(at(name), text).unwrap();
        }
        let counters = Counters::open(&GroupFolders::Unified(folder.path().to_owned())).unwrap();
        assert_eq!((counters.tasks(), counters.processes()), (5, vec![12]));
        assert!(counters.task_was_refused() && !counters.memory_ran_out());
        fs::write(at("memory.events"), "oom_kill 1\n").unwrap();
        assert!(counters.memory_ran_out());
        counters.kill_all();
        assert_eq!(fs::read(at("cgroup.kill")).unwrap(), b"1");
        counters.enter().unwrap();
        assert!(
            fs::read_to_string(at("cgroup.procs"))
                .unwrap()
                .starts_with('0')
        );
    }
}
