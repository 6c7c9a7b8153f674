//! The last steps before the program's first instruction.

use super::cgroup::{Born, Counters, fork_into};
use super::privileges;
use super::rlimits;
use super::step;
use crate::job::{Job, Limits};
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::signal::{
    SIGKILL, SIGSTOP, SigHandler, SigSet, SigmaskHow, Signal, signal, sigprocmask,
};
use nix::unistd::{ForkResult, Pid};
use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A program ready to be started.
pub(super) struct Prepared {
    program: CString,
    args: Vec<CString>,
    env: Vec<CString>,
    work_dir: PathBuf,
    stdin: OwnedFd,
    limits: Limits,
}

impl Prepared {
    pub fn new(job: &Job) -> io::Result<Prepared> {
        let program = c_string(job.program.as_os_str())?;
        let mut args = vec![program.clone()];
        for arg in &job.args {
            args.push(c_string(arg)?);
        }
        let mut env = Vec::new();
        for (name, value) in &job.env {
            let mut pair = name.clone();
            pair.push("=");
            pair.push(value);
            env.push(c_string(&pair)?);
        }
        let stdin = input_file(&job.stdin)?;
        Ok(Prepared {
            program,
            args,
            env,
            work_dir: job.work_dir.clone(),
            stdin,
            limits: job.limits.clone(),
        })
    }

    /// Starts the program as a child, when it is in its cgroup and `confine` has been called in it; and not before `watch`
    /// has, here, where the child is known already and nothing has been done by it yet.
    ///
    /// Returns when the program's first instruction is about to run, or with why it never will.
    pub fn fork<T>(
        &self,
        counters: Option<&Counters>,
        tasks: Option<u32>,
        confine: impl FnOnce() -> io::Result<()>,
        watch: impl FnOnce(Pid) -> io::Result<T>,
    ) -> io::Result<(Pid, T)> {
        let (mut from_child, to_parent) = io::pipe()?;
        let (go, let_go) = io::pipe()?;
        // SAFETY: the launcher has one thread, so the child may do whatever the parent may.
        match unsafe { fork_into(counters) }? {
            (ForkResult::Parent { child }, _) => {
                drop((to_parent, go));
                let watching = watch(child)?;
                (&let_go).write_all(&[0])?;
                let mut failure = String::new();
                from_child.read_to_string(&mut failure)?;
                if failure.is_empty() {
                    Ok((child, watching))
                } else {
                    Err(io::Error::other(failure))
                }
            }
            (ForkResult::Child, born) => {
                let counters = counters.filter(|_| born == Born::Outside);
                drop(let_go);
                // Without the keeper's word, as when it was killed, there is no program.
                let confine = || confine().and_then(|()| (&go).read_exact(&mut [0]));
                let error = self.become_program(counters, tasks, confine);
                let _ = write!(&to_parent, "{error}");
                std::process::exit(127)
            }
        }
    }

    /// Returns only if it fails. The group is entered here if there are `counters`.
    fn become_program(
        &self,
        counters: Option<&Counters>,
        tasks: Option<u32>,
        confine: impl FnOnce() -> io::Result<()>,
    ) -> io::Error {
        let steps = || -> io::Result<()> {
            if let Some(counters) = counters {
                counters
                    .enter()
                    .map_err(|error| step("the cgroup", error))?;
            }
            privileges::volunteer_for_the_oom_killer();
            nix::unistd::setsid()?;
            nix::unistd::dup2_stdin(&self.stdin)?;
            std::env::set_current_dir(&self.work_dir)
                .map_err(|error| named("the work folder", &self.work_dir, error))?;
            lower_priority(self.limits.nice);
            rlimits::apply(&self.limits, tasks)?;
            close_on_exec()?;
            rlimits::lift_open_files()?;
            confine()?;
            rlimits::limit_open_files()?;
            pipes_without_a_reader(SigHandler::SigDfl)
        };
        if let Err(error) = steps() {
            return error;
        }
        let Err(error) = nix::unistd::execve(&self.program, &self.args, &self.env);
        named(
            "the program",
            Path::new(OsStr::from_bytes(self.program.as_bytes())),
            error.into(),
        )
    }
}

fn named(what: &str, path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{what} {}: {error}", path.display()))
}

fn c_string(text: &OsStr) -> io::Result<CString> {
    Ok(CString::new(text.as_bytes())?)
}

/// A file in memory that holds the program's standard input and cannot be changed.
fn input_file(bytes: &[u8]) -> io::Result<OwnedFd> {
    let fd = memfd_create(
        c"stdin",
        MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING,
    )?;
    let mut file = File::from(fd);
    file.write_all(bytes)?;
    file.rewind()?;
    let all = libc::F_SEAL_WRITE | libc::F_SEAL_GROW | libc::F_SEAL_SHRINK | libc::F_SEAL_SEAL;
    // SAFETY: fcntl with F_ADD_SEALS takes an int and touches no memory of ours.
    if unsafe { libc::fcntl(file.as_raw_fd(), libc::F_ADD_SEALS, all) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(file.into())
}

/// Not to the last: a process needs the processor to die, too.
fn lower_priority(nice: i32) {
    // SAFETY: setpriority touches no memory. Where it is refused, the program runs as it is.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, nice.clamp(0, 15)) };
}

/// Rust catches bad pointers in this process, and a shell that starts a server in the background has it ignore SIGINT; a
/// program, and a keeper that must not be reached by signals, have every signal at its default.
///
/// All but one: a launcher or keeper whose partner is gone writes to a pipe without a reader, and has to outlive that, as
/// it still has a program to end. A program gets its SIGPIPE back just before it starts.
pub(super) fn restore_signals() -> io::Result<()> {
    let fixed = [SIGKILL, SIGSTOP];
    for name in Signal::iterator().filter(|name| !fixed.contains(name)) {
        // SAFETY: installing the default action runs none of our code in a signal handler.
        unsafe { signal(name, SigHandler::SigDfl) }?;
    }
    pipes_without_a_reader(SigHandler::SigIgn)?;
    Ok(sigprocmask(
        SigmaskHow::SIG_SETMASK,
        Some(&SigSet::empty()),
        None,
    )?)
}

/// What writing to a pipe that nobody reads does to this process.
fn pipes_without_a_reader(handler: SigHandler) -> io::Result<()> {
    // SAFETY: neither the default action nor being ignored runs any of our code in a signal handler.
    unsafe { signal(Signal::SIGPIPE, handler) }?;
    Ok(())
}

/// Marks every descriptor beyond the three standard ones to be closed when the program starts.
fn close_on_exec() -> io::Result<()> {
    // SAFETY: the call changes flags of descriptors only; none is closed while it is in use.
    let done = unsafe {
        libc::syscall(
            libc::SYS_close_range,
            3,
            u32::MAX,
            libc::CLOSE_RANGE_CLOEXEC,
        )
    };
    if done == 0 {
        return Ok(());
    }
    // Kernels before 5.11: one by one.
    for entry in std::fs::read_dir("/proc/self/fd")? {
        let Ok(fd) = entry?.file_name().to_string_lossy().parse::<i32>() else {
            continue;
        };
        if fd > 2 {
            // SAFETY: as above; the descriptor may be gone, and then the call fails without effect.
            unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
        }
    }
    Ok(())
}
