//! Tier A: the launcher enters namespaces of its own and starts a keeper in them.

use super::landlock;
use super::launcher::{hangs_up_before, release_output};
use super::mounts::{self, PrivateRoot};
use super::privileges::{self, CAP_SYS_PTRACE, Identity};
use super::program::Prepared;
use super::seccomp;
use super::step;
use super::supervise::supervise;
use super::tree::Tree;
use super::work_folder;
use crate::job::{Exit, Job, Tier};
use nix::sched::{CloneFlags, unshare};
use nix::sys::signal::{SIGKILL, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};
use std::fs;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;

/// The keeper's own tasks: itself and the launcher are the same user as the program.
const OUR_TASKS: u32 = 2;

/// Runs a job in namespaces of its own.
pub(super) fn run(job: &Job, control: &UnixStream) -> io::Result<Exit> {
    privileges::volunteer_for_the_oom_killer();
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
            keep(job, &prepared, identity, &lifeline, to_launcher)
        }
        ForkResult::Parent { child } => {
            drop((lifeline, to_launcher));
            identity.assume(&[])?;
            release_output()?;
            let exit = await_report(child, control, report);
            drop(our_end);
            carry_back(job, &root, &exit)?;
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
    super::loopback::bring_up()
}

/// The keeper: process 1 of the namespace. It reports and ends, and with it ends the namespace.
fn keep(
    job: &Job,
    prepared: &Prepared,
    identity: Identity,
    lifeline: &PipeReader,
    mut report: PipeWriter,
) -> ! {
    let exit = keep_or_fail(job, prepared, identity, lifeline)
        .unwrap_or_else(|error| Exit::failed(error.to_string()));
    let sent = serde_json::to_vec(&exit).is_ok_and(|json| report.write_all(&json).is_ok());
    std::process::exit(i32::from(!sent))
}

fn keep_or_fail(
    job: &Job,
    prepared: &Prepared,
    identity: Identity,
    lifeline: &PipeReader,
) -> io::Result<Exit> {
    mounts::enter_private_root().map_err(|error| step("the private root", error))?;
    identity
        .assume(&[CAP_SYS_PTRACE])
        .map_err(|error| step("leaving root", error))?;
    nix::sys::prctl::set_pdeathsig(SIGKILL)?;
    let confine = || {
        privileges::keep_capabilities(&[])?;
        landlock::protect_private_root(&job.work_dir);
        seccomp::apply(Tier::Namespaces)
    };
    let child = prepared.fork(Some(job.limits.tasks + OUR_TASKS), confine)?;
    release_output()?;
    Ok(supervise(child, job, lifeline.as_fd(), &Tree::Namespace))
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
    if exit.code != Some(0) || exit.stopped.is_some() {
        return Ok(());
    }
    work_folder::carry_back(&root.work, &root.real_work, &root.carried_in).map_err(|error| {
        step(
            &format!("carrying files back to {}", job.work_dir.display()),
            error,
        )
    })
}
