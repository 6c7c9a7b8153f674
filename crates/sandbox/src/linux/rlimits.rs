//! The limits that the kernel keeps for each process.

use crate::job::{Limits, OPEN_FILES_EACH};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use std::io;

/// The main thread's stack.
const STACK: u64 = 8 * 1024 * 1024;

/// Limits the calling process and all that it will start. `tasks` is None where the kernel would
/// count the user's other processes too.
pub(super) fn apply(limits: &Limits, tasks: Option<u32>) -> io::Result<()> {
    let cpu = limits.cpu.as_secs().max(1);
    // To a program that the machine has for cores 0 is as good as any number, and 1 means that there is none.
    set(Resource::RLIMIT_CORE, 1, 1)?;
    set(Resource::RLIMIT_CPU, cpu, cpu + 1)?;
    set(Resource::RLIMIT_FSIZE, limits.file_size, limits.file_size)?;
    set(Resource::RLIMIT_STACK, STACK, STACK)?;
    set(Resource::RLIMIT_MEMLOCK, 64 * 1024, 64 * 1024)?;
    set(Resource::RLIMIT_MSGQUEUE, 0, 0)?;
    set(Resource::RLIMIT_SIGPENDING, 1024, 1024)?;
    set(Resource::RLIMIT_NICE, 0, 0)?;
    set(Resource::RLIMIT_RTPRIO, 0, 0)?;
    if let Some(tasks) = tasks {
        set(Resource::RLIMIT_NPROC, tasks.into(), tasks.into())?;
    }
    Ok(())
}

/// As many open files as may be, for now: a message that carries a descriptor is refused where all of the user's programs
/// together have more on their way than this process may have open.
pub(super) fn lift_open_files() -> io::Result<()> {
    set(Resource::RLIMIT_NOFILE, u64::MAX, u64::MAX)
}

/// As many as a program may have, for good.
pub(super) fn limit_open_files() -> io::Result<()> {
    set(Resource::RLIMIT_NOFILE, OPEN_FILES_EACH, OPEN_FILES_EACH)
}

/// Sets a limit, or the present hard limit where that is lower.
fn set(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    let (_, most) = getrlimit(resource)?;
    Ok(setrlimit(resource, soft.min(most), hard.min(most))?)
}
