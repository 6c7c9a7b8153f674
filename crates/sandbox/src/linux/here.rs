//! Tiers B and C: the program is a descendant of the launcher, and two processes keep each other's watch.
//!
//! The launcher starts a keeper, which starts and supervises the program. If the keeper is killed, its orphans become
//! the launcher's, which ends them; if the launcher is killed, the keeper's lifeline is cut.

use super::cgroup::Counters;
use super::lifeline::{hangs_up_before, release_output};
use super::privileges::{self, Identity};
use super::program::Prepared;
use super::seccomp::{self, Walls};
use super::supervise::{Watched, supervise, watch};
use super::tree::{Place, Tree};
use super::{landlock, processes, step, turns};
use crate::job::{Exit, Job, Role, Tier};
use nix::sys::signal::{SIGKILL, kill};
use nix::unistd::{ForkResult, Pid, fork};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;

/// How many tasks of other runs of the same user may be added while a program runs: those of one more program.
const OTHERS: u32 = 512;

/// Likewise beside a compiler, which is not to fail because a program takes all that it gets.
const OTHERS_OF_COMPILER: u32 = 4 * OTHERS;

/// Runs the program as a descendant of this process.
pub(super) fn run(
    tier: Tier,
    mut job: Job,
    control: &UnixStream,
    counters: Option<Counters>,
) -> io::Result<Exit> {
    nix::sys::prctl::set_child_subreaper(true)?;
    let tasks = match tier {
        Tier::Landlock => Some(leave_root(&mut job)?),
        _ => None,
    };
    let prepared = Prepared::new(&job)?;
    let (lifeline, our_end) = io::pipe()?;
    let (report, to_launcher) = io::pipe()?;
    // SAFETY: the launcher has one thread, so the child may do whatever the parent may.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((our_end, report));
            let confined = (&prepared, tasks, counters);
            keep(tier, &job, confined, (&lifeline, control), to_launcher)
        }
        ForkResult::Parent { child } => {
            drop((lifeline, to_launcher));
            release_output()?;
            Ok(await_report(child, control, report, counters))
        }
    }
}

/// The keeper: it says first which process is the program, then how that ended.
fn keep(
    tier: Tier,
    job: &Job,
    (prepared, tasks, counters): (&Prepared, Option<u32>, Option<Counters>),
    (lifeline, control): (&PipeReader, &UnixStream),
    mut report: PipeWriter,
) -> ! {
    let walls = Walls {
        tier,
        role: job.role,
        is_counted: counters.is_some(),
    };
    let started = start(job, prepared, (walls, tasks), counters, control);
    let group = started.as_ref().map_or(0, |(group, _)| group.as_raw());
    let _ = report.write_all(&group.to_ne_bytes());
    let exit = match started {
        Ok((group, watched)) => supervise(group, job, (lifeline.as_fd(), control), watched),
        Err(error) => Exit::failed(error.to_string()),
    };
    let sent = serde_json::to_vec(&exit).is_ok_and(|json| report.write_all(&json).is_ok());
    std::process::exit(i32::from(!sent))
}

/// The program, in its own group of processes; what it prints is its alone from here on.
fn start(
    job: &Job,
    prepared: &Prepared,
    (walls, tasks): (Walls, Option<u32>),
    counters: Option<Counters>,
    control: &UnixStream,
) -> io::Result<(Pid, Watched)> {
    nix::sys::prctl::set_child_subreaper(true)?;
    let counters = counters.map(Arc::new);
    let confine = || {
        nix::sys::prctl::set_pdeathsig(SIGKILL)?;
        // A filter, even one that refuses nothing, wants this promise.
        privileges::forbid_new_privileges()?;
        // Before the filter that refuses such messages.
        turns::announce(control, job.ordered)?;
        if walls.tier == Tier::Landlock {
            landlock::confine(job)?;
            seccomp::apply(walls)?;
        }
        Ok(())
    };
    let watch = |group| {
        let counters = counters.clone();
        let place = Place::Descendants { group };
        watch(Tree { place, counters }, job)
    };
    let started = prepared.fork(counters.as_deref(), tasks, confine, watch)?;
    release_output()?;
    Ok(started)
}

/// Waits for the keeper's report. If the server is gone or wants an end, or the keeper was killed, ends everything.
fn await_report(
    keeper: Pid,
    control: &UnixStream,
    mut report: PipeReader,
    counters: Option<Counters>,
) -> Exit {
    let mut group = [0; 4];
    let mut killed = hangs_up_before(control.as_fd(), report.as_fd());
    if !killed {
        let _ = report.read_exact(&mut group);
        killed = hangs_up_before(control.as_fd(), report.as_fd());
    }
    if killed {
        let _ = kill(keeper, SIGKILL);
    }
    let mut json = Vec::new();
    let _ = report.read_to_end(&mut json);
    let group = i32::from_ne_bytes(group);
    // Without a program's, the keeper's own: whatever it came to start is among the descendants.
    let group = Pid::from_raw(if group > 1 { group } else { keeper.as_raw() });
    let tree = Tree {
        place: Place::Descendants { group },
        counters: counters.map(Arc::new),
    };
    tree.kill(keeper);
    match serde_json::from_slice(&json) {
        Ok(exit) => exit,
        Err(_) if killed => Exit {
            signal: Some(SIGKILL as i32),
            ..Exit::default()
        },
        Err(_) => Exit::failed("the keeper of the sandbox was killed"),
    }
}

/// Becomes the program's user, and returns how many tasks that user may have.
fn leave_root(job: &mut Job) -> io::Result<u32> {
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
    let others = match job.role {
        _ if identity.from_root => 3,
        Role::Program => processes::tasks_of(identity.uid) + OTHERS,
        Role::Compiler => processes::tasks_of(identity.uid) + OTHERS_OF_COMPILER,
    };
    Ok(job.limits.tasks + u32::from(job.threads) + others)
}
