//! A process that is in a group from its beginning.

use super::Counters;
use nix::errno::Errno;
use nix::unistd::{ForkResult, Pid, fork};
use std::os::fd::{AsRawFd, BorrowedFd};

/// Where a new process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::linux) enum Born {
    /// In the group.
    Inside,
    /// Where its parent is.
    Outside,
}

/// Forks, so that the child is in the group if the kernel can do that: to move a process afterwards takes it 10 to 20 ms.
///
/// # Safety
///
/// This process must have one thread.
pub(in crate::linux) unsafe fn fork_into(
    counters: Option<&Counters>,
) -> nix::Result<(ForkResult, Born)> {
    if let Some(folder) = counters.and_then(Counters::birthplace) {
        // SAFETY: as the caller promises. Where it is refused, all is as before.
        if let Ok(forked) = unsafe { fork_inside(folder) } {
            return Ok((forked, Born::Inside));
        }
    }
    // SAFETY: as the caller promises.
    Ok((unsafe { fork() }?, Born::Outside))
}

/// # Safety
///
/// This process must have one thread.
unsafe fn fork_inside(folder: BorrowedFd) -> nix::Result<ForkResult> {
    // SAFETY: the structure holds numbers alone, and zero asks for nothing.
    let mut wish: libc::clone_args = unsafe { std::mem::zeroed() };
    wish.flags = CLONE_INTO_CGROUP;
    wish.exit_signal = u64::from(libc::SIGCHLD.cast_unsigned());
    wish.cgroup = u64::from(folder.as_raw_fd().cast_unsigned());
    // SAFETY: the call reads a structure of the kernel's layout. Without flags for sharing it is a fork, and with one thread
    // the child may do whatever the parent may.
    let pid = unsafe { libc::syscall(libc::SYS_clone3, &raw const wish, size_of_val(&wish)) };
    Ok(match Errno::result(pid)? {
        0 => ForkResult::Child,
        pid => ForkResult::Parent {
            child: Pid::from_raw(pid as i32),
        },
    })
}

/// Wider than the flags that the C library knows.
const CLONE_INTO_CGROUP: u64 = 1 << 33;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};
    use std::io::{Read, Write};
    use std::os::fd::AsFd;
    use std::path::Path;

    #[test]
    fn a_child_is_born_where_it_is_to_be() {
        let mounts = ["/sys/fs/cgroup/unified", "/sys/fs/cgroup"].map(Path::new);
        let mount = mounts
            .into_iter()
            .find(|mount| mount.join("cgroup.procs").is_file());
        let name = format!("birth-{}", std::process::id());
        let Some(folder) = mount.map(|mount| mount.join(&name)) else {
            return println!("skipped: no cgroups of version 2");
        };
        if fs::create_dir(&folder).is_err() {
            return println!("skipped: no cgroup can be made here");
        }
        let place = File::open(&folder).unwrap();
        let (mut said, mut say) = std::io::pipe().unwrap();
        // SAFETY: the child does what needs no lock that another thread of this process might hold: it reads a file into an
        // array, writes to a pipe and ends.
        let forked = unsafe { fork_inside(place.as_fd()) };
        if let Ok(ForkResult::Child) = forked {
            let mut text = [0; 4096];
            let read = File::open("/proc/self/cgroup").and_then(|mut file| file.read(&mut text));
            let _ = say.write_all(&text[..read.unwrap_or(0)]);
            // SAFETY: ends this process, and runs nothing of it.
            unsafe { libc::_exit(0) }
        }
        drop(say);
        let mut text = String::new();
        said.read_to_string(&mut text).unwrap();
        if let Ok(ForkResult::Parent { child }) = forked {
            nix::sys::wait::waitpid(child, None).unwrap();
        }
        fs::remove_dir(&folder).unwrap();
        match forked {
            Err(Errno::ENOSYS | Errno::EINVAL) => println!("skipped: before Linux 5.7"),
            Err(error) => panic!("{error}"),
            Ok(_) => assert!(text.contains(&name), "{text}"),
        }
    }
}
