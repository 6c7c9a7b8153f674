//! Follows a program to its end, or ends it.
//!
//! One thread keeps the time and hears of the program's end and of the server's; it never reads `/proc`, where a hostile
//! program can make reading slow. Another one looks at what the tree uses.

use super::threads::{FIRST_LOOK, Sampler};
use super::tree::{Ended, Place, Reaped, Tree, reap};
use super::watch::{Seen, Watch};
use crate::job::{Exit, Job, Stopped};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::unistd::Pid;
use std::io::{self, PipeReader};
use std::os::fd::{AsFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long to wait at once where the kernel does not tell of a process's end.
const PAUSE: Duration = Duration::from_millis(10);

/// The processes of a run, and the thread that looks at them.
pub(super) struct Watched {
    tree: Arc<Tree>,
    seen: Arc<Seen>,
    /// Closed when it has seen a reason to stop.
    alarm: PipeReader,
}

/// Waits until the program ends, a limit is reached or the other end of `lifeline` is closed; no
/// process of the tree is left when it returns.
pub(super) fn supervise(
    child: Pid,
    job: &Job,
    (lifeline, control): (BorrowedFd, &UnixStream),
    watched: Watched,
) -> Exit {
    let deadline = Instant::now() + job.limits.wall;
    let Watched { tree, seen, alarm } = watched;
    let mut sampler = sampler(job, &tree, control);
    let pidfd = open_pidfd(child).ok();
    let mut ended = None;
    let stopped = loop {
        let coming = sampler.as_mut().filter(|sampler| !sampler.has_begun());
        let most = match (&pidfd, &coming) {
            (_, Some(_)) => FIRST_LOOK,
            (None, None) => PAUSE,
            (Some(_), None) => Duration::MAX,
        };
        let pause = deadline.saturating_duration_since(Instant::now()).min(most);
        let others = [Some(alarm.as_fd()), pidfd.as_ref().map(OwnedFd::as_fd)];
        let hung_up = wait(others.into_iter().flatten(), lifeline, pause);
        if reap(child, &mut ended) == Reaped::NobodyLeft || ended.is_some() || hung_up {
            break None;
        }
        if let Some(stopped) = seen.stopped() {
            break Some(stopped);
        }
        if let Some(sampler) = coming {
            sampler.begin();
        }
        if Instant::now() >= deadline {
            break Some(out_of_time(&seen));
        }
    };
    let ended = tree.kill(child).or(ended);
    if let Some(sampler) = sampler {
        sampler.finish();
    }
    describe(ended, stopped.or(seen.stopped()), &tree, job, &seen)
}

/// A tree that fills all its places to the last has been stopped by that.
fn out_of_time(seen: &Seen) -> Stopped {
    match seen.is_full() {
        true => Stopped::Processes,
        false => Stopped::Time,
    }
}

/// What looks at the threads, if that is wanted. That nobody can look is no reason not to run a program.
fn sampler(job: &Job, tree: &Arc<Tree>, control: &UnixStream) -> Option<Sampler> {
    let sampler = job.threads.then(|| Sampler::new(Arc::clone(tree), control));
    sampler.and_then(Result::ok)
}

/// Starts the thread that looks. It is left to itself: the process ends when the run has.
pub(super) fn watch(tree: Tree, job: &Job) -> io::Result<Watched> {
    let (alarm, ring) = io::pipe()?;
    let (tree, seen) = (Arc::new(tree), Arc::new(Seen::default()));
    let is_real = tree.place != Place::Namespace;
    let work_dir = is_real.then(|| job.work_dir.clone());
    let watch = Watch::new(
        Arc::clone(&tree),
        job.limits.clone(),
        work_dir,
        Arc::clone(&seen),
    );
    std::thread::Builder::new()
        .stack_size(256 * 1024)
        .spawn(move || {
            watch.go_on();
            drop(ring);
        })?;
    Ok(Watched { tree, seen, alarm })
}

/// Waits until something happens to one of the descriptors, the lifeline is cut (then true), or the pause is over.
pub(super) fn wait<'fd>(
    others: impl IntoIterator<Item = BorrowedFd<'fd>>,
    lifeline: BorrowedFd<'fd>,
    pause: Duration,
) -> bool {
    let mut fds = vec![PollFd::new(lifeline, PollFlags::POLLIN)];
    let others = others.into_iter();
    fds.extend(others.map(|fd| PollFd::new(fd, PollFlags::POLLIN)));
    // Rounded up, as poll counts milliseconds and less than one of them would be none.
    let timeout =
        PollTimeout::try_from(pause + Duration::from_millis(1)).unwrap_or(PollTimeout::MAX);
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

fn describe(
    ended: Option<Ended>,
    stopped: Option<Stopped>,
    tree: &Tree,
    job: &Job,
    seen: &Seen,
) -> Exit {
    let mut exit = Exit {
        stopped,
        most_tasks: seen.most_tasks(),
        ..Exit::default()
    };
    match ended {
        Some(Ended::Exited(code)) => exit.code = Some(code),
        Some(Ended::Signaled(signal)) => exit.signal = Some(signal),
        None => exit.failure = Some("the end of the program was not seen".into()),
    }
    if let Some(counters) = &tree.counters {
        // The kernel may have acted between two looks.
        if counters.memory_ran_out() {
            exit.stopped = exit.stopped.or(Some(Stopped::Memory));
        }
        if counters.task_was_refused() {
            exit.most_tasks = exit.most_tasks.max(job.limits.tasks);
        }
    }
    if exit.stopped.is_none() {
        exit.stopped = match exit.signal {
            Some(libc::SIGXCPU) => Some(Stopped::Time),
            Some(libc::SIGXFSZ) => Some(Stopped::Files),
            _ => None,
        };
    }
    exit
}
