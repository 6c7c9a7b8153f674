//! The server's side: starts launchers and gives them their jobs.

use crate::job::{Exit, Job, SandboxError, Tier};
use crate::running::{Run, Running};
use crate::wire::{self, LAUNCHER_MARK};
use std::io;
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};

/// How much longer than the program's wall time a launcher may take.
const GRACE: Duration = Duration::from_secs(3);

/// A launcher that waits for its job. It ends when this is dropped, as its control socket is closed then.
#[derive(Debug)]
pub(crate) struct Waiting {
    child: Child,
    control: UnixStream,
    stdout: ChildStdout,
    stderr: ChildStderr,
}

impl Waiting {
    /// Starts a launcher. Must be called within a tokio runtime.
    pub fn start(launcher: &Path, tier: Tier) -> io::Result<Waiting> {
        let (control, theirs) = UnixStream::pair()?;
        let mut child = Command::new(launcher)
            .args([LAUNCHER_MARK, &tier.letter().to_string()])
            .env_clear()
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(io::Error::other("the launcher has no pipes"));
        };
        Ok(Waiting {
            child,
            control,
            stdout,
            stderr,
        })
    }

    /// This, unless somebody has killed it.
    pub fn if_it_lives(mut self) -> Option<Waiting> {
        matches!(self.child.try_wait(), Ok(None)).then_some(self)
    }

    /// Gives it its job.
    pub fn run(self, job: Job) -> Result<Running, SandboxError> {
        let limits = job.limits.clone();
        let job = wire::to_bytes(&job).map_err(|error| SandboxError::Launch(error.into()))?;
        let hang_up = self.control.try_clone().map_err(SandboxError::Launch)?;
        let control = nonblocking(self.control).map_err(SandboxError::Launch)?;
        Ok(Running::start(Run {
            stdout: self.stdout,
            stderr: self.stderr,
            end: Box::pin(follow(control, job, self.child)),
            kill: Arc::new(move || {
                let _ = hang_up.shutdown(Shutdown::Write);
            }),
            deadline: limits.wall + GRACE,
            limits,
        }))
    }
}

fn nonblocking(stream: UnixStream) -> io::Result<tokio::net::UnixStream> {
    stream.set_nonblocking(true)?;
    tokio::net::UnixStream::from_std(stream)
}

/// Sends the job, waits for the report and for the launcher's end.
async fn follow(mut control: tokio::net::UnixStream, job: Vec<u8>, mut child: Child) -> Exit {
    let mut report = Vec::new();
    let sent = control.write_all(&job).await;
    let read = control.read_to_end(&mut report).await;
    let ended = child.wait().await;
    if let Ok(exit) = serde_json::from_slice(&report) {
        return exit;
    }
    match (sent, read, ended) {
        (Err(error), ..) => Exit::failed(format!("the launcher did not take its job: {error}")),
        (_, Err(error), _) | (.., Err(error)) => {
            Exit::failed(format!("the launcher is lost: {error}"))
        }
        (.., Ok(status)) => Exit::failed(format!("the launcher ended without a report: {status}")),
    }
}
