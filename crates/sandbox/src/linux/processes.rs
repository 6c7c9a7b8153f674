//! What `/proc` says about a process. A process that is gone uses nothing.

use nix::unistd::Uid;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::iter::Sum;
use std::path::Path;

/// How much of a list of mappings is read. A program needs a few hundred; and reading takes the longer the more there are.
const MAPPINGS_READ: u64 = 256 * 1024;

/// What one process uses, or several.
#[derive(Debug, Default)]
pub(super) struct Usage {
    /// Bytes of its own and of shared memory, swapped memory and page tables.
    pub memory: u64,
    /// Threads; a process that has ended and was not waited for is one.
    pub tasks: u32,
    /// The size of its table of descriptors: no fewer than are open.
    pub descriptor_slots: u64,
}

impl Sum for Usage {
    fn sum<I: Iterator<Item = Usage>>(all: I) -> Usage {
        all.fold(Usage::default(), |one, other| Usage {
            memory: one.memory + other.memory,
            tasks: one.tasks + other.tasks,
            descriptor_slots: one.descriptor_slots + other.descriptor_slots,
        })
    }
}

/// What a process uses, with memory that it shares counted in full.
pub(super) fn usage(pid: i32) -> Usage {
    let (_, status) = living(pid);
    Usage {
        memory: ["RssAnon", "RssShmem", "VmSwap", "VmPTE"]
            .iter()
            .map(|name| kilobytes(&status, name))
            .sum(),
        tasks: field(&status, "Threads").unwrap_or(0),
        descriptor_slots: field(&status, "FDSize").unwrap_or(0),
    }
}

/// The folder in `/proc` of a thread of the process that lives, and its status.
///
/// The thread that a process began with may end before the others. Then the process's own folder says nothing of
/// memory and files, which all of its threads share, but theirs still do.
fn living(pid: i32) -> (String, String) {
    let (own, status) = (format!("/proc/{pid}"), read(pid, "status"));
    let threads: u32 = field(&status, "Threads").unwrap_or(0);
    if threads < 2 || status.contains("\nRssAnon:") {
        return (own, status);
    }
    let entries = fs::read_dir(format!("{own}/task"));
    for entry in entries.into_iter().flatten().flatten() {
        let folder = entry.path().display().to_string();
        let status = fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        if status.contains("\nRssAnon:") {
            return (folder, status);
        }
    }
    (own, status)
}

/// How many tasks a user has now.
pub(super) fn tasks_of(user: Uid) -> u32 {
    let mut tasks = 0;
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        let status = read(pid, "status");
        if field(&status, "Uid") == Some(user.as_raw()) {
            tasks += field(&status, "Threads").unwrap_or(1);
        }
    }
    tasks
}

/// The memory of a process in bytes, what is shared being divided among those who share it.
///
/// A process that is being started runs in its parent's memory for an instant, and has none of its own.
/// Where the kernel does not tell how memory is shared, all of it counts.
pub(super) fn proportional_memory(pid: i32) -> u64 {
    let status = read(pid, "status");
    if field(&status, "PPid").is_some_and(|parent| is_same_memory(pid, parent)) {
        return 0;
    }
    let rollup = read(pid, "smaps_rollup");
    if rollup.is_empty() {
        return usage(pid).memory;
    }
    let pages: u64 = ["Pss_Anon", "Pss_Shmem", "SwapPss"]
        .iter()
        .map(|name| kilobytes(&rollup, name))
        .sum();
    pages + kilobytes(&status, "VmPTE")
}

/// Whether two processes run in one address space; false where the kernel does not say.
fn is_same_memory(one: i32, other: i32) -> bool {
    const KCMP_VM: libc::c_int = 1;
    // SAFETY: the call takes numbers only.
    unsafe { libc::syscall(libc::SYS_kcmp, one, other, KCMP_VM, 0, 0) == 0 }
}

/// The number of open descriptors.
pub(super) fn open_files(pid: i32) -> u64 {
    let folder = living(pid).0 + "/fd";
    match fs::metadata(&folder) {
        Ok(found) if found.len() > 0 => found.len(),
        // Kernels before 6.2 do not say the number.
        _ => fs::read_dir(&folder).map_or(0, |entries| entries.count() as u64),
    }
}

/// Files that have no name any more, and that a process holds all the same: by device and number, with their bytes.
pub(super) fn unlinked_files(pid: i32) -> Vec<((u64, u64), u64)> {
    use std::os::unix::fs::MetadataExt;
    let entries = fs::read_dir(living(pid).0 + "/fd");
    let files = entries.into_iter().flatten().flatten();
    files
        .filter_map(|entry| fs::metadata(entry.path()).ok())
        .filter(|file| file.is_file() && file.nlink() == 0)
        .map(|file| ((file.dev(), file.ino()), file.blocks() * 512))
        .collect()
}

/// How much of what an epoll descriptor tells is read.
const REGISTERED_READ: u64 = 16 * 1024 * 1024;

/// How often descriptors are registered with the epoll descriptors of a process: under many numbers few of them become many,
/// of which the kernel keeps each, and counts them for the user.
pub(super) fn registered(pid: i32) -> u64 {
    let folder = living(pid).0;
    let entries = fs::read_dir(folder.clone() + "/fd");
    let names = entries.into_iter().flatten().flatten();
    let sets = names.filter(|entry| {
        let link = fs::read_link(entry.path()).unwrap_or_default();
        link.as_os_str() == "anon_inode:[eventpoll]"
    });
    let count = |name: OsString| {
        let mut text = Vec::new();
        if let Ok(file) = fs::File::open(Path::new(&folder).join("fdinfo").join(name)) {
            let _ = file.take(REGISTERED_READ).read_to_end(&mut text);
        }
        let lines = text.split(|byte| *byte == b'\n');
        lines.filter(|line| line.starts_with(b"tfd:")).count() as u64
    };
    sets.map(|entry| count(entry.file_name())).sum()
}

/// How many sockets the network namespace of this process has, also those that are no open file: connections that nobody
/// has accepted, or whose end that was closed still sends.
pub(super) fn sockets() -> u64 {
    let text = fs::read_to_string("/proc/self/net/sockstat").unwrap_or_default();
    let used = text
        .lines()
        .find_map(|line| line.strip_prefix("sockets: used "));
    used.and_then(|used| used.trim().parse().ok()).unwrap_or(0)
}

/// What a process has mapped, as far as it is read.
#[derive(Debug, Default)]
pub(super) struct Mappings {
    /// Whether there is more than is read.
    pub are_many: bool,
    /// The numbers of files that have no name any more.
    pub unlinked: Vec<u64>,
}

/// The mappings of a process. Of files, those in the folder `below` count.
pub(super) fn mappings(pid: i32, below: &str) -> Mappings {
    let mut text = Vec::new();
    if let Ok(file) = fs::File::open(living(pid).0 + "/maps") {
        // What was read before an error counts.
        let _ = file.take(MAPPINGS_READ).read_to_end(&mut text);
    }
    let text_of_lines = String::from_utf8_lossy(&text);
    let unlinked = text_of_lines.lines().filter_map(|line| {
        let path = line.strip_suffix(" (deleted)")?;
        path.contains(below).then_some(())?;
        line.split_whitespace().nth(4)?.parse().ok()
    });
    Mappings {
        unlinked: unlinked.collect(),
        are_many: text.len() as u64 >= MAPPINGS_READ,
    }
}

fn read(pid: i32, file: &str) -> String {
    fs::read(format!("/proc/{pid}/{file}")).map_or_else(
        |_| String::new(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

/// The number after `name:`.
fn field<T: std::str::FromStr>(text: &str, name: &str) -> Option<T> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

fn kilobytes(text: &str, name: &str) -> u64 {
    field::<u64>(text, name).unwrap_or(0) * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_something() {
        let pid = std::process::id().cast_signed();
        let usage = usage(pid);
        assert!(usage.memory > 100_000, "{usage:?}");
        assert!(usage.tasks >= 1);
        assert!(usage.descriptor_slots >= open_files(pid));
        assert!(proportional_memory(pid) > 100_000);
    }

    #[test]
    fn a_process_that_is_gone_uses_nothing() {
        assert_eq!(
            usage(i32::MAX).memory + proportional_memory(i32::MAX) + open_files(i32::MAX),
            0
        );
    }

    #[test]
    fn every_number_is_counted_under_which_a_descriptor_is_registered() {
        use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
        let pid = std::process::id().cast_signed();
        // SAFETY: the descriptor was just opened and belongs to nobody else.
        let set = unsafe { OwnedFd::from_raw_fd(libc::epoll_create1(libc::EPOLL_CLOEXEC)) };
        let (pipe, _to) = std::io::pipe().unwrap();
        let again = pipe.try_clone().unwrap();
        for end in [&pipe, &again] {
            let mut event = libc::epoll_event { events: 0, u64: 0 };
            let (set, end) = (set.as_raw_fd(), end.as_raw_fd());
            // SAFETY: the call reads an event that outlives it.
            let added = unsafe { libc::epoll_ctl(set, libc::EPOLL_CTL_ADD, end, &raw mut event) };
            assert_eq!(added, 0);
        }
        assert!(registered(pid) >= 2);
        assert_eq!(registered(i32::MAX), 0);
    }

    #[test]
    fn memory_is_compared() {
        let pid = std::process::id().cast_signed();
        assert!(!is_same_memory(pid, nix::unistd::getppid().as_raw()));
    }
}
