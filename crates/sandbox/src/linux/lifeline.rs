//! The launcher's ends: the program's pipes, which it lets go of, and the control socket, whose end is its own.

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};

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

/// Waits until the server closes the control socket (true), or until `report` has something to say.
pub(super) fn hangs_up_before(control: BorrowedFd, report: BorrowedFd) -> bool {
    let mut fds = [
        PollFd::new(control, PollFlags::POLLIN),
        PollFd::new(report, PollFlags::POLLIN),
    ];
    while let Err(Errno::EINTR) = poll(&mut fds, PollTimeout::NONE) {}
    // Nothing is ever sent to a running launcher: any event on the control socket is its end.
    fds[0].any().unwrap_or(true)
}
