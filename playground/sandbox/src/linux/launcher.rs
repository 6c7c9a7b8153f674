//! The launcher's main: one thread, between the server and the program.

use super::privileges::{self, Identity};
use super::processes;
use super::program::{Prepared, restore_signals};
use super::supervise::supervise;
use super::tree::Tree;
use super::{landlock, namespaces, seccomp, step};
use crate::job::{Exit, Job, Tier};
use crate::wire::Order;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::SIGKILL;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

/// Takes one order from standard input, runs it, reports, and ends.
pub(crate) fn run() -> ! {
    let status = match take_control() {
        Ok(control) => {
            let exit = obey(&control).unwrap_or_else(|error| Exit::failed(error.to_string()));
            report(&control, &exit)
        }
        Err(_) => 1,
    };
    std::process::exit(status)
}

/// Moves the control socket away from standard input.
fn take_control() -> io::Result<UnixStream> {
    Ok(UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?))
}

fn report(mut control: &UnixStream, exit: &Exit) -> i32 {
    let sent = serde_json::to_vec(exit).is_ok_and(|json| control.write_all(&json).is_ok());
    i32::from(!sent)
}

fn obey(control: &UnixStream) -> io::Result<Exit> {
    // Ctrl-C in the server's terminal is the server's alone, who then lets go of its launchers.
    nix::unistd::setsid()?;
    restore_signals()?;
    // The folders and files of a private root must be readable for the program's user.
    nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o022));
    let order = Order::read(control)?;
    match order.tier {
        Tier::Namespaces => namespaces::run(&order.job, control),
        Tier::Landlock | Tier::Unsandboxed => run_here(&order, control),
    }
}

/// Tiers B and C: runs the program as a child of the launcher itself.
fn run_here(order: &Order, control: &UnixStream) -> io::Result<Exit> {
    let mut job = order.job.clone();
    nix::sys::prctl::set_child_subreaper(true)?;
    let tasks = match order.tier {
        Tier::Landlock => Some(leave_root(&mut job)?),
        _ => None,
    };
    let prepared = Prepared::new(&job)?;
    let child = prepared.fork(tasks, || {
        nix::sys::prctl::set_pdeathsig(SIGKILL)?;
        if order.tier == Tier::Landlock {
            landlock::confine(&job)?;
            seccomp::apply(Tier::Landlock)?;
        }
        Ok(())
    })?;
    release_output()?;
    Ok(supervise(
        child,
        &job,
        control.as_fd(),
        &Tree::Descendants { group: child },
    ))
}

/// Becomes the program's user, and returns how many tasks that user may have.
fn leave_root(job: &mut Job) -> io::Result<u32> {
    privileges::volunteer_for_the_oom_killer();
    privileges::forbid_new_privileges()?;
    let identity = Identity::choose();
    identity
        .adopt(&job.work_dir)
        .map_err(|error| step("the work folder", error))?;
    identity.assume(&[])?;
    // There is no private /tmp.
    if !job.env.iter().any(|(name, _)| name == "TMPDIR") {
        job.env.push(("TMPDIR".into(), job.work_dir.clone().into()));
    }
    // The user's other tasks count too, those of other runs among them, and may become more: this is to
    // slow a bomb down until the watch, which counts the tree's own tasks, sees it.
    let others = if identity.from_root {
        1
    } else {
        processes::tasks_of(identity.uid) + 8 * job.limits.tasks
    };
    Ok(job.limits.tasks + others)
}

/// Lets go of the program's pipes, so that they close when the last process of the tree ends.
pub(super) fn release_output() -> io::Result<()> {
    let null: OwnedFd = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/null")?
        .into();
    nix::unistd::dup2_stdin(&null)?;
    nix::unistd::dup2_stdout(&null)?;
    nix::unistd::dup2_stderr(&null)?;
    Ok(())
}

/// Waits until the server closes the control socket (true), or until `report` has something to say.
pub(super) fn hangs_up_before(control: BorrowedFd, report: BorrowedFd) -> bool {
    let mut fds = [
        PollFd::new(control, PollFlags::POLLIN),
        PollFd::new(report, PollFlags::POLLIN),
    ];
    while let Err(Errno::EINTR) = poll(&mut fds, PollTimeout::NONE) {}
    // Nothing is ever sent to a running launcher: any event on the control socket is its end.
    fds[0].any().unwrap_or(true)
}
