//! The launcher's main: one thread, between the server and the program.

use super::program::Prepared;
use super::supervise::supervise;
use super::tree::Tree;
use crate::job::{Exit, Tier};
use crate::wire::Order;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

/// Takes one order from standard input, runs it, reports, and ends.
pub(crate) fn run() -> ! {
    let status = match take_control() {
        Ok(control) => {
            let exit = obey(&control).unwrap_or_else(|error| Exit::failed(error.to_string()));
            report(&control, &exit)
        }
        Err(_) => 1,
    };
    std::process::exit(status)
}

/// Moves the control socket away from standard input.
fn take_control() -> io::Result<UnixStream> {
    Ok(UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?))
}

fn report(mut control: &UnixStream, exit: &Exit) -> i32 {
    let sent = serde_json::to_vec(exit).is_ok_and(|json| control.write_all(&json).is_ok());
    i32::from(!sent)
}

fn obey(control: &UnixStream) -> io::Result<Exit> {
    let order = Order::read(control)?;
    match order.tier {
        Tier::Namespaces | Tier::Landlock => Err(io::Error::other("not built yet")),
        Tier::Unsandboxed => run_here(&order, control),
    }
}

/// Runs the program as a child of the launcher itself.
fn run_here(order: &Order, control: &UnixStream) -> io::Result<Exit> {
    nix::sys::prctl::set_child_subreaper(true)?;
    let prepared = Prepared::new(&order.job)?;
    let child = prepared.fork(None, || Ok(()))?;
    release_output()?;
    Ok(supervise(
        child,
        &order.job.limits,
        control.as_fd(),
        &Tree::Descendants { group: child },
    ))
}

/// Lets go of the program's pipes, so that they close when the last process of the tree ends.
pub(super) fn release_output() -> io::Result<()> {
    let null: OwnedFd = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/null")?
        .into();
    nix::unistd::dup2_stdin(&null)?;
    nix::unistd::dup2_stdout(&null)?;
    nix::unistd::dup2_stderr(&null)?;
    Ok(())
}
