//! Holds a trusted program, and kills it with all that it has started when the server is gone.

use super::supervise::{open_pidfd, wait};
use super::tree::{Ended, Place, Reaped, Tree, reap};
use nix::unistd::Pid;
use std::ffi::OsString;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How long to wait at once; where the kernel tells of the program's end, it is no longer than that.
const PAUSE: Duration = Duration::from_millis(100);

/// Starts the program that the arguments name, and ends as it does.
pub(crate) fn run(mut arguments: impl Iterator<Item = OsString>) -> ! {
    let ended = match arguments.next() {
        Some(program) => hold(Command::new(program).args(arguments)),
        None => Err(io::Error::other("no program")),
    };
    std::process::exit(match ended {
        Ok(status) => status,
        Err(error) => {
            eprintln!("the program cannot be started: {error}");
            127
        }
    })
}

fn hold(command: &mut Command) -> io::Result<i32> {
    // Ctrl-C in the server's terminal is the server's alone, who then lets go of the lifeline.
    nix::unistd::setsid()?;
    nix::sys::prctl::set_child_subreaper(true)?;
    let child = command.stdin(Stdio::null()).process_group(0).spawn()?;
    let child = Pid::from_raw(child.id().cast_signed());
    let pidfd = open_pidfd(child).ok();
    let mut ended = None;
    loop {
        let lifeline = io::stdin();
        let cut = wait(pidfd.as_ref().map(OwnedFd::as_fd), lifeline.as_fd(), PAUSE);
        if reap(child, &mut ended) == Reaped::NobodyLeft || ended.is_some() {
            return Ok(status(ended));
        }
        if cut {
            let tree = Tree {
                place: Place::Descendants { group: child },
                counters: None,
            };
            return Ok(status(tree.kill(child)));
        }
    }
}

/// As a shell would say it.
fn status(ended: Option<Ended>) -> i32 {
    match ended {
        Some(Ended::Exited(code)) => code,
        Some(Ended::Signaled(signal)) => 128 + signal,
        None => 1,
    }
}
