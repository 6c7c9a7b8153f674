//! The server's side: starts a launcher and hands it the order.

use super::cgroup::{Group, Groups};
use super::launchers::{Launcher, Launchers};
use super::threads;
use super::turns::{self, Turns};
use crate::job::{Exit, Job, SandboxError, Tier};
use crate::running::{Run, Running};
use crate::threads::Threads;
use crate::wire::Order;
use std::io;
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Child;
use tokio::sync::{mpsc, oneshot};

/// How much longer than the program's wall time a launcher may take.
const GRACE: Duration = Duration::from_secs(3);

/// Has a launcher run the job.
pub(crate) fn start(
    launchers: &Launchers,
    tier: Tier,
    job: Job,
    groups: Option<&Groups>,
) -> Result<Running, SandboxError> {
    let (began, start) = (std::time::Instant::now(), threads::now());
    let (to_driver, from_threads) = mpsc::unbounded_channel();
    let from_threads = job.threads.then_some(from_threads);
    let limits = job.limits.clone();
    let (order, group) = order(tier, job, groups)?;
    let Launcher {
        mut child,
        control: ours,
    } = launchers.take().map_err(SandboxError::Launch)?;
    let no_pipes = || SandboxError::Launch(io::Error::other("the launcher has no pipes"));
    let stdout = child.stdout.take().ok_or_else(no_pipes)?;
    let stderr = child.stderr.take().ok_or_else(no_pipes)?;
    let hang_up = ours.try_clone().map_err(SandboxError::Launch)?;
    let control = nonblocking(ours).map_err(SandboxError::Launch)?;
    let handle = |pipe: BorrowedFd| pipe.try_clone_to_owned().map_err(SandboxError::Launch);
    let pipes = (handle(stdout.as_fd())?, handle(stderr.as_fd())?);
    let (to_reader, turns) = oneshot::channel();
    let heard = Heard {
        turns: Some((to_reader, pipes)),
        threads: to_driver,
        start,
    };
    Ok(Running::start(Run {
        stdout,
        stderr,
        began,
        turns: Some(turns),
        threads: from_threads,
        end: Box::pin(follow(control, order, (child, group), heard)),
        kill: Arc::new(move || drop(hang_up.shutdown(Shutdown::Write))),
        deadline: limits.wall + GRACE,
        limits,
    }))
}

/// What the launcher is told, and the group that was made for it.
fn order(
    tier: Tier,
    job: Job,
    groups: Option<&Groups>,
) -> Result<(Vec<u8>, Option<Group>), SandboxError> {
    let group = groups.map(|groups| groups.create(&job.limits)).transpose();
    let group = group.map_err(SandboxError::Group)?;
    let order = Order {
        tier,
        job,
        group: group.as_ref().map(|group| group.folders().clone()),
    };
    let order = order.to_bytes();
    let order = order.map_err(|error| SandboxError::Launch(error.into()))?;
    Ok((order, group))
}

fn nonblocking(stream: UnixStream) -> io::Result<tokio::net::UnixStream> {
    stream.set_nonblocking(true)?;
    tokio::net::UnixStream::from_std(stream)
}

/// Sends the order, waits for the report and for the launcher's end.
async fn follow(
    mut control: tokio::net::UnixStream,
    order: Vec<u8>,
    (mut child, group): (Child, Option<Group>),
    mut heard: Heard,
) -> Exit {
    let sent = control.write_all(&order).await;
    let mut report = heard.before_the_report(&mut control).await;
    let read = control.read_to_end(&mut report).await;
    let ended = child.wait().await;
    // Also if the launcher was killed: what is in the group goes with it.
    drop(group);
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

/// Where that goes which comes before a launcher's report.
struct Heard {
    /// To whoever reads the program's pipes; with second handles on these.
    turns: Option<(oneshot::Sender<Turns>, (OwnedFd, OwnedFd))>,
    threads: mpsc::UnboundedSender<Threads>,
    /// When the run began.
    start: Duration,
}

impl Heard {
    /// Takes what comes before the report, and returns how that begins.
    async fn before_the_report(&mut self, control: &mut tokio::net::UnixStream) -> Vec<u8> {
        loop {
            match turns::first_byte(control).await {
                Ok(Some((turns::MARK, listener))) => self.turns(listener),
                Ok(Some((threads::MARK, _))) => match threads::receive(control).await {
                    // Nobody may want to know any more.
                    Ok(threads) => drop(self.threads.send(threads.since(self.start))),
                    Err(_) => return Vec::new(),
                },
                Ok(Some((byte, _))) => return vec![byte],
                Ok(None) | Err(_) => return Vec::new(),
            }
        }
    }

    fn turns(&mut self, listener: Option<OwnedFd>) {
        if let (Some(listener), Some((to_reader, (stdout, stderr)))) = (listener, self.turns.take())
            && let Ok(turns) = Turns::new(listener, stdout, stderr)
        {
            let _ = to_reader.send(turns);
        }
    }
}
