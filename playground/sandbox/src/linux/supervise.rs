//! Follows a program to its end, or ends it.

use super::tree::{Reaped, Tree, reap};
use super::watch::Watch;
use crate::job::{Exit, Job, Stopped};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::wait::WaitStatus;
use nix::unistd::Pid;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, FromRawFd, OwnedFd};
use std::time::{Duration, Instant};

/// Waits until the program ends, a limit is reached or the other end of `lifeline` is closed; no
/// process of the tree is left when it returns.
pub(super) fn supervise(child: Pid, job: &Job, lifeline: BorrowedFd, tree: &Tree) -> Exit {
    let pidfd = open_pidfd(child).ok();
    let deadline = Instant::now() + job.limits.wall;
    let real_work = matches!(tree, Tree::Descendants { .. }).then(|| job.work_dir.clone());
    let mut watch = Watch::new(tree, &job.limits, real_work);
    let mut ended = None;
    let stopped = loop {
        let pause = watch
            .pause()
            .min(deadline.saturating_duration_since(Instant::now()));
        let hung_up = wait(pidfd.as_ref().map(OwnedFd::as_fd), lifeline, pause);
        if reap(child, &mut ended) == Reaped::NobodyLeft || ended.is_some() || hung_up {
            break None;
        }
        if Instant::now() >= deadline {
            // A tree that fills all its places to the last has been stopped by that.
            break Some(if watch.is_full() {
                Stopped::Processes
            } else {
                Stopped::Time
            });
        }
        if let Some(stopped) = watch.look() {
            break Some(stopped);
        }
    };
    let ended = tree.kill(child).or(ended);
    describe(ended, stopped)
}

/// Waits until the child ends, the lifeline is cut (then true), or the pause is over.
pub(super) fn wait(pidfd: Option<BorrowedFd>, lifeline: BorrowedFd, pause: Duration) -> bool {
    let mut fds = vec![PollFd::new(lifeline, PollFlags::POLLIN)];
    fds.extend(pidfd.map(|fd| PollFd::new(fd, PollFlags::POLLIN)));
    // Rounded up, as poll counts milliseconds and less than one of them would be none.
    let timeout =
        PollTimeout::try_from(pause + Duration::from_millis(1)).unwrap_or(PollTimeout::ZERO);
    let _ = poll(&mut fds, timeout);
    // Nothing is ever sent to a running launcher: any event on the lifeline is its end.
    fds[0].any().unwrap_or(true)
}

/// A descriptor that becomes readable when the process ends.
pub(super) fn open_pidfd(pid: Pid) -> io::Result<OwnedFd> {
    // SAFETY: the call takes two integers and returns a new descriptor or -1.
    let fd = unsafe { libc::syscall(libc::SYS_pidfd_open, pid.as_raw(), 0) };
    let fd = i32::try_from(fd).map_err(io::Error::other)?;
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor was just opened and belongs to nobody else.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn describe(ended: Option<WaitStatus>, stopped: Option<Stopped>) -> Exit {
    let mut exit = Exit {
        stopped,
        ..Exit::default()
    };
    match ended {
        Some(WaitStatus::Exited(_, code)) => exit.code = Some(code),
        Some(WaitStatus::Signaled(_, signal, _)) => exit.signal = Some(signal as i32),
        _ => exit.failure = Some("the end of the program was not seen".into()),
    }
    if stopped.is_none() {
        exit.stopped = match exit.signal {
            Some(libc::SIGXCPU) => Some(Stopped::Time),
            Some(libc::SIGXFSZ) => Some(Stopped::Files),
            _ => None,
        };
    }
    exit
}
