//! The server's side: starts a launcher and hands it the order.

use crate::job::{Exit, Job, SandboxError, Tier};
use crate::running::{Run, Running};
use crate::wire::{LAUNCHER_MARK, Order};
use std::io;
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

/// How much longer than the program's wall time a launcher may take.
const GRACE: Duration = Duration::from_secs(3);

pub(crate) fn start(launcher: &Path, tier: Tier, job: Job) -> Result<Running, SandboxError> {
    let limits = job.limits.clone();
    let order = Order { tier, job };
    let order = order
        .to_bytes()
        .map_err(|error| SandboxError::Launch(error.into()))?;
    let (ours, theirs) = UnixStream::pair().map_err(SandboxError::Launch)?;
    let mut child = Command::new(launcher)
        .arg(LAUNCHER_MARK)
        .env_clear()
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(SandboxError::Launch)?;
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(SandboxError::Launch(io::Error::other(
            "the launcher has no pipes",
        )));
    };
    let hang_up = ours.try_clone().map_err(SandboxError::Launch)?;
    let control = nonblocking(ours).map_err(SandboxError::Launch)?;
    Ok(Running::start(Run {
        stdout,
        stderr,
        end: Box::pin(follow(control, order, child)),
        kill: Arc::new(move || {
            let _ = hang_up.shutdown(Shutdown::Write);
        }),
        deadline: limits.wall + GRACE,
        limits,
    }))
}

fn nonblocking(stream: UnixStream) -> io::Result<tokio::net::UnixStream> {
    stream.set_nonblocking(true)?;
    tokio::net::UnixStream::from_std(stream)
}

/// Sends the order, waits for the report and for the launcher's end.
async fn follow(mut control: tokio::net::UnixStream, order: Vec<u8>, mut child: Child) -> Exit {
    let mut report = Vec::new();
    let sent = control.write_all(&order).await;
    let read = control.read_to_end(&mut report).await;
    let ended = child.wait().await;
    if let Ok(exit) = serde_json::from_slice(&report) {
        return exit;
    }
    match (sent, read, ended) {
        (Err(error), ..) => Exit::failed(format!("the launcher did not take its order: {error}")),
        (_, Err(error), _) | (.., Err(error)) => {
            Exit::failed(format!("the launcher is lost: {error}"))
        }
        (.., Ok(status)) => Exit::failed(format!("the launcher ended without a report: {status}")),
    }
}
