//! Tier C on systems other than Linux: a process, its group, wall time and output limits.

use crate::job::{Exit, Job, SandboxError};
use crate::running::{Run, Running};
use crate::threads::Threads;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
#[cfg(unix)]
use std::sync::Mutex;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

/// Starts the program with no confinement; its process group is killed at the end.
pub(crate) fn start(job: Job) -> Result<Running, SandboxError> {
    let began = std::time::Instant::now();
    let mut child = command(&job).spawn().map_err(SandboxError::Launch)?;
    let (Some(mut input), Some(stdout), Some(stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(SandboxError::Launch(std::io::Error::other(
            "the program has no pipes",
        )));
    };
    let group = Arc::new(Group::of(&child));
    let same_group = Arc::clone(&group);
    let (stdin, deadline) = (job.stdin, job.limits.wall);
    let end = async move {
        let feeder = tokio::spawn(async move { input.write_all(&stdin).await });
        let exit = wait(child).await;
        feeder.abort();
        group.kill();
        exit
    };
    Ok(Running::start(Run {
        began,
        threads: job.threads.then(unavailable),
        stdout,
        stderr,
        turns: None,
        end: Box::pin(end),
        kill: Arc::new(move || same_group.kill()),
        limits: job.limits,
        deadline,
    }))
}

fn command(job: &Job) -> Command {
    let mut command = Command::new(&job.program);
    command
        .args(&job.args)
        .env_clear()
        .envs(job.env.iter().map(|(name, value)| (name, value)))
        .current_dir(&job.work_dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
    command
}

/// Nothing but this sentence.
fn unavailable() -> mpsc::UnboundedReceiver<Threads> {
    let (sender, receiver) = mpsc::unbounded_channel();
    let why = "What threads do can be seen on Linux only.".to_owned();
    let _ = sender.send(Threads::Unavailable(why));
    receiver
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

/// The program's process group.
struct Group {
    #[cfg(unix)]
    leader: Mutex<Option<u32>>,
}

#[cfg(unix)]
impl Group {
    fn of(child: &Child) -> Group {
        Group {
            leader: Mutex::new(child.id()),
        }
    }

    /// Kills the group the first time, and does nothing afterwards: its number may be another's by then.
    fn kill(&self) {
        let leader = self.leader.lock().ok().and_then(|mut leader| leader.take());
        if let Some(leader) = leader.and_then(|id| i32::try_from(id).ok()) {
            let _ = nix::sys::signal::killpg(
                nix::unistd::Pid::from_raw(leader),
                nix::sys::signal::SIGKILL,
            );
        }
    }
}

#[cfg(not(unix))]
impl Group {
    fn of(_: &Child) -> Group {
        Group {}
    }

    /// There are no groups; the program itself is killed when its handle is dropped.
    fn kill(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::{Event, Limits, Role, Stopped};
    use std::time::Duration;

    async fn run(script: &str) -> (String, Exit) {
        let limits = Limits {
            wall: Duration::from_millis(500),
            ..Limits::RUN
        };
        let (program, work_dir) = ("/bin/sh".into(), std::env::temp_dir());
        let args = vec!["-c".into(), script.into()];
        let mut running = start(Job {
            ordered: true,
            threads: true,
            role: Role::Program,
            program,
            args,
            env: vec![],
            readable: vec![],
            work_dir,
            stdin: b"in".into(),
            limits,
        })
        .unwrap();
        let mut text = String::new();
        loop {
            match running.next().await {
                Some(Event::Exit(exit)) => return (text, exit),
                Some(Event::Stdout(bytes) | Event::Stderr(bytes)) => {
                    text += &String::from_utf8_lossy(&bytes)
                }
                Some(Event::Threads(threads)) => {
                    assert!(matches!(threads, Threads::Unavailable(_)), "{threads:?}");
                }
                None => panic!("no end"),
            }
        }
    }

    #[tokio::test]
    async fn a_program_runs_and_its_group_ends() {
        let (text, exit) = run("read line; echo $line; /bin/sleep 60 & exit 3").await;
        assert_eq!(
            (text.as_str(), exit.code, exit.stopped),
            ("in\n", Some(3), None)
        );
    }

    #[tokio::test]
    async fn time_runs_out() {
        let (_, exit) = run("/bin/sleep 60; echo late").await;
        assert_eq!((exit.signal, exit.stopped), (Some(9), Some(Stopped::Time)));
    }
}
