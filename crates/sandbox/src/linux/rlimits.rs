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
    set(Resource::RLIMIT_CORE, 0, 0)?;
    set(Resource::RLIMIT_CPU, cpu, cpu + 1)?;
    set(Resource::RLIMIT_FSIZE, limits.file_size, limits.file_size)?;
    set(Resource::RLIMIT_NOFILE, OPEN_FILES_EACH, OPEN_FILES_EACH)?;
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

/// Sets a limit, or the present hard limit where that is lower.
fn set(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    let (_, most) = getrlimit(resource)?;
    Ok(setrlimit(resource, soft.min(most), hard.min(most))?)
}
