//! What `/proc` says about a process. A process that is gone uses nothing.

use nix::unistd::Uid;
use std::collections::HashMap;
use std::fs;
use std::iter::Sum;

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
    let status = read(pid, "status");
    Usage {
        memory: ["RssAnon", "RssShmem", "VmSwap", "VmPTE"]
            .iter()
            .map(|name| kilobytes(&status, name))
            .sum(),
        tasks: field(&status, "Threads").unwrap_or(0),
        descriptor_slots: field(&status, "FDSize").unwrap_or(0),
    }
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

/// The size of all mappings of shared memory that belongs to no file. It stays in use when the
/// process that filled it has ended and one that only maps it lives on, so it is counted untouched.
pub(super) fn shared_mappings(pids: &[i32]) -> u64 {
    let mut sizes: HashMap<String, u64> = HashMap::new();
    for pid in pids {
        for line in read(*pid, "maps")
            .lines()
            .filter(|line| line.ends_with("/dev/zero (deleted)"))
        {
            let mut words = line.split_whitespace();
            let (range, inode) = (
                words.next().unwrap_or_default(),
                words.nth(3).unwrap_or_default(),
            );
            let size = sizes.entry(inode.to_owned()).or_default();
            *size = length(range).unwrap_or(0).max(*size);
        }
    }
    sizes.values().sum()
}

/// The number of open descriptors.
pub(super) fn open_files(pid: i32) -> u64 {
    let folder = format!("/proc/{pid}/fd");
    match fs::metadata(&folder) {
        Ok(found) if found.len() > 0 => found.len(),
        // Kernels before 6.2 do not say the number.
        _ => fs::read_dir(&folder).map_or(0, |entries| entries.count() as u64),
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

/// The length of a range of addresses such as `7f00-8f00`.
fn length(range: &str) -> Option<u64> {
    let (start, end) = range.split_once('-')?;
    u64::from_str_radix(end, 16)
        .ok()?
        .checked_sub(u64::from_str_radix(start, 16).ok()?)
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
    fn memory_is_compared() {
        let pid = std::process::id().cast_signed();
        assert!(!is_same_memory(pid, nix::unistd::getppid().as_raw()));
    }

    #[test]
    fn a_range_has_a_length() {
        assert_eq!(length("1000-3000"), Some(0x2000));
        assert_eq!(length("x"), None);
    }
}
