//! The launcher's main: one thread, between the server and the program.

use super::cgroup::Counters;
use super::program::restore_signals;
use super::{here, namespaces, step};
use crate::job::{Exit, Tier};
use crate::wire::Order;
use std::io::{self, Write};
use std::os::fd::AsFd;
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
    // Ctrl-C in the server's terminal is the server's alone, who then lets go of its launchers.
    nix::unistd::setsid()?;
    restore_signals()?;
    // The folders and files of a private root must be readable for the program's user.
    nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o022));
    let order = Order::read(control)?;
    // While the group's files are in reach.
    let counters = order.group.as_ref().map(Counters::open).transpose();
    let counters = counters.map_err(|error| step("the cgroup", error))?;
    match order.tier {
        Tier::Namespaces => namespaces::run(&order.job, control, counters),
        Tier::Landlock | Tier::Unsandboxed => here::run(order.tier, order.job, control, counters),
    }
}
