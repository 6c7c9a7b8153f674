//! Tier C on systems other than Linux: a process, its group, wall time and output limits.

use crate::job::{Exit, Job, SandboxError};
use crate::running::{Run, Running};
use std::process::{ExitStatus, Stdio};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

/// Starts the program with no confinement; its process group is killed at the end.
pub(crate) fn start(job: Job) -> Result<Running, SandboxError> {
    let mut command = Command::new(&job.program);
    command
        .args(&job.args)
        .env_clear()
        .envs(job.env)
        .current_dir(&job.work_dir);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
    let mut child = command.spawn().map_err(SandboxError::Launch)?;
    let (Some(mut input), Some(stdout), Some(stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(SandboxError::Launch(std::io::Error::other(
            "the program has no pipes",
        )));
    };
    let group = Group(child.id());
    let mut kill_group = Some(Group(child.id()));
    let deadline = job.limits.wall;
    let end = async move {
        let feeder = tokio::spawn(async move { input.write_all(&job.stdin).await });
        let exit = wait(child).await;
        feeder.abort();
        drop(group);
        exit
    };
    Ok(Running::start(Run {
        stdout,
        stderr,
        end: Box::pin(end),
        kill: Box::new(move || drop(kill_group.take())),
        limits: job.limits,
        deadline,
    }))
}

async fn wait(mut child: Child) -> Exit {
    match child.wait().await {
        Ok(status) => Exit {
            code: status.code(),
            signal: signal_of(status),
            ..Exit::default()
        },
        Err(error) => Exit::failed(error.to_string()),
    }
}

#[cfg(unix)]
fn signal_of(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal_of(_: ExitStatus) -> Option<i32> {
    None
}

/// A process group, killed when dropped.
struct Group(Option<u32>);

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(leader) = self.0.and_then(|id| i32::try_from(id).ok()) {
            let _ = nix::sys::signal::killpg(
                nix::unistd::Pid::from_raw(leader),
                nix::sys::signal::SIGKILL,
            );
        }
    }
}
