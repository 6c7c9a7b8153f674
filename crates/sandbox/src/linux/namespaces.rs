//! Tier A: the launcher enters namespaces of its own and starts a keeper in them.

use super::cgroup::Counters;
use super::landlock;
use super::lifeline::{hangs_up_before, release_output};
use super::mounts::{self, PrivateRoot};
use super::privileges::{self, CAP_SYS_PTRACE, Identity};
use super::program::Prepared;
use super::seccomp::{self, Walls};
use super::step;
use super::supervise::{supervise, watch};
use super::tree::{Place, Tree};
use super::turns;
use super::work_folder;
use crate::job::{Exit, Job, Role, Tier};
use nix::sched::{CloneFlags, unshare};
use nix::sys::signal::{SIGKILL, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};
use std::fs;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;

/// Our own tasks: the launcher, the keeper and its watching thread are the same user as the program; so is the one that
/// looks at its threads, where that is wanted.
const OUR_TASKS: u32 = 3;

/// Runs a job in namespaces of its own.
pub(super) fn run(job: &Job, control: &UnixStream, counters: Option<Counters>) -> io::Result<Exit> {
    privileges::forbid_new_privileges()?;
    let prepared = Prepared::new(job)?;
    let identity = Identity::choose();
    enter(identity).map_err(|error| step("namespaces", error))?;
    let root = mounts::build_private_root(job, identity)?;
    let (lifeline, our_end) = io::pipe()?;
    let (report, to_launcher) = io::pipe()?;
    // SAFETY: the launcher has one thread, so the child may do whatever the parent may.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((our_end, report));
            let confined = (&prepared, identity, counters);
            keep(job, confined, (&lifeline, control), to_launcher)
        }
        ForkResult::Parent { child } => {
            drop((lifeline, to_launcher));
            identity.assume(&[])?;
            release_output()?;
            let mut exit = await_report(child, control, report);
            drop(our_end);
            // The program has ended as it did, whatever becomes of its files.
            if let Err(error) = carry_back(job, &root, &exit) {
                exit.failure = Some(error.to_string());
            }
            Ok(exit)
        }
    }
}

/// Leaves the machine's namespaces. Whoever is not root becomes the owner of a user namespace first.
fn enter(identity: Identity) -> io::Result<()> {
    let mut flags = CloneFlags::CLONE_NEWNS
        | CloneFlags::CLONE_NEWPID
        | CloneFlags::CLONE_NEWNET
        | CloneFlags::CLONE_NEWIPC
        | CloneFlags::CLONE_NEWUTS
        | CloneFlags::CLONE_NEWCGROUP;
    if !identity.from_root {
        flags |= CloneFlags::CLONE_NEWUSER;
    }
    unshare(flags)?;
    if !identity.from_root {
        let (uid, gid) = (identity.uid, identity.gid);
        fs::write("/proc/self/setgroups", "deny")?;
        fs::write("/proc/self/uid_map", format!("{uid} {uid} 1\n"))?;
        fs::write("/proc/self/gid_map", format!("{gid} {gid} 1\n"))?;
    }
    nix::unistd::sethostname("sandbox")?;
    super::loopback::shrink_buffers();
    super::loopback::bring_up()
}

/// The keeper: process 1 of the namespace. It reports and ends, and with it ends the namespace.
fn keep(
    job: &Job,
    confined: (&Prepared, Identity, Option<Counters>),
    ends: (&PipeReader, &UnixStream),
    mut report: PipeWriter,
) -> ! {
    let exit =
        keep_or_fail(job, confined, ends).unwrap_or_else(|error| Exit::failed(error.to_string()));
    let sent = serde_json::to_vec(&exit).is_ok_and(|json| report.write_all(&json).is_ok());
    std::process::exit(i32::from(!sent))
}

fn keep_or_fail(
    job: &Job,
    (prepared, identity, counters): (&Prepared, Identity, Option<Counters>),
    (lifeline, control): (&PipeReader, &UnixStream),
) -> io::Result<Exit> {
    mounts::enter_private_root().map_err(|error| step("the private root", error))?;
    identity
        .assume(&[CAP_SYS_PTRACE])
        .map_err(|error| step("leaving root", error))?;
    nix::sys::prctl::set_pdeathsig(SIGKILL)?;
    let walls = Walls {
        tier: Tier::Namespaces,
        role: job.role,
        is_counted: counters.is_some(),
    };
    let confine = || {
        privileges::keep_capabilities(&[])?;
        landlock::protect_private_root(&job.work_dir);
        // Before the filter that refuses filters.
        turns::announce(control, job.ordered)?;
        seccomp::apply(walls)
    };
    let tasks = job.limits.tasks + OUR_TASKS + u32::from(job.threads);
    let counters = counters.map(Arc::new);
    let tree = Tree {
        place: Place::Namespace,
        counters: counters.clone(),
    };
    let watch = |_| watch(tree, job);
    let (child, watched) = prepared.fork(counters.as_deref(), Some(tasks), confine, watch)?;
    release_output()?;
    Ok(supervise(child, job, (lifeline.as_fd(), control), watched))
}

/// Waits for the keeper's report, and kills it if the server is gone or wants an end.
fn await_report(keeper: Pid, control: &UnixStream, mut report: PipeReader) -> Exit {
    let killed = hangs_up_before(control.as_fd(), report.as_fd());
    if killed {
        let _ = kill(keeper, SIGKILL);
    }
    let mut json = Vec::new();
    let _ = report.read_to_end(&mut json);
    // Returns when the namespace is empty: the kernel kills its processes and waits for them first.
    let _ = waitpid(keeper, None);
    match serde_json::from_slice(&json) {
        Ok(exit) => exit,
        Err(_) if killed => Exit {
            signal: Some(SIGKILL as i32),
            ..Exit::default()
        },
        Err(_) => Exit::failed("the keeper of the sandbox was killed"),
    }
}

fn carry_back(job: &Job, root: &PrivateRoot, exit: &Exit) -> io::Result<()> {
    let has_results = job.role == Role::Compiler && exit.code == Some(0) && exit.stopped.is_none();
    if !has_results {
        return Ok(());
    }
    work_folder::carry_back(&root.work, &root.real_work, &root.carried_in).map_err(|error| {
        step(
            &format!("carrying files back to {}", job.work_dir.display()),
            error,
        )
    })
}
