//! Keeps standard output and standard error in the order in which they were written.
//!
//! Two pipes cannot tell which of them was written to first. So the kernel holds a process that is about to write to
//! standard error (a seccomp listener tells of it), until all that was written to standard output before has been read:
//! what one thread writes, or threads and processes that wait for each other, comes in its order.
//!
//! Nothing else changes for the program. Both streams are pipes, and the write is its own. The order is not kept
//! - between threads that do not wait for each other: it is that of their writes, as far as it can be seen;
//! - of what is written to standard error by other calls than `write` and `writev`, or by another descriptor than 2,
//!   as a shell's `echo >&2` does;
//! - where the kernel has no such listener (before 5.5), or gives it to a sandbox around this one.

use super::seccomp;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{ControlMessage, ControlMessageOwned, MsgFlags, UnixAddr, recvmsg, sendmsg};
use std::io::{self, IoSlice, IoSliceMut};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// What a program's process sends before it becomes the program, with the listener if there is one. No report of a
/// launcher begins so.
pub(super) const MARK: u8 = b'T';

/// As much as a pipe may hold: more than that was not there when a turn was asked for.
const LARGEST_PIPE: usize = 1 << 20;

/// In the process that becomes the program: has the server told of its writes to standard error.
pub(super) fn announce(server: &UnixStream, ordered: bool) -> io::Result<()> {
    // Without it there is no order, and that is no reason not to run a program.
    let listener = ordered.then(seccomp::listen_to_standard_error);
    let listener = listener.and_then(Result::ok);
    let descriptor: Vec<RawFd> = listener.iter().map(AsRawFd::as_raw_fd).collect();
    let rights = [ControlMessage::ScmRights(&descriptor)];
    let rights = if descriptor.is_empty() {
        &[][..]
    } else {
        &rights
    };
    let mark = [IoSlice::new(&[MARK])];
    sendmsg::<UnixAddr>(server.as_raw_fd(), &mark, rights, MsgFlags::empty(), None)?;
    Ok(())
}

/// In the server: the first byte of the control socket, and the listener that came with it.
pub(super) async fn first_byte(
    control: &tokio::net::UnixStream,
) -> io::Result<Option<(u8, Option<OwnedFd>)>> {
    let receive = || {
        let mut byte = [0];
        let mut space = nix::cmsg_space!(RawFd);
        let mut into = [IoSliceMut::new(&mut byte)];
        let flags = MsgFlags::MSG_CMSG_CLOEXEC;
        let received = recvmsg::<()>(control.as_raw_fd(), &mut into, Some(&mut space), flags)?;
        let mut listener = None;
        for message in received.cmsgs()? {
            if let ControlMessageOwned::ScmRights(descriptors) = message {
                // SAFETY: the kernel has just made this descriptor for us; there is room for one alone.
                let owned = |fd| unsafe { OwnedFd::from_raw_fd(fd) };
                listener = descriptors.into_iter().map(owned).next();
            }
        }
        Ok((received.bytes == 1).then_some((byte[0], listener)))
    };
    control.async_io(Interest::READABLE, receive).await
}

/// The server's side of the listener.
pub(crate) struct Turns {
    listener: AsyncFd<OwnedFd>,
    stdout: OwnedFd,
    stderr: OwnedFd,
}

/// A write to standard error that waits.
pub(crate) struct Turn(u64);

impl Turns {
    /// With second handles on the pipes that the program writes to.
    pub(super) fn new(listener: OwnedFd, stdout: OwnedFd, stderr: OwnedFd) -> io::Result<Turns> {
        // SAFETY: the descriptor is owned by what is registered, which always gives the same one, until both are dropped.
        let listener = unsafe { AsyncFd::register_with_interest(listener, Interest::READABLE) };
        Ok(Turns {
            listener: listener.map_err(io::Error::from)?,
            stdout,
            stderr,
        })
    }

    /// The next write that waits; none when no process of the program is left.
    pub async fn next(&self) -> Option<Turn> {
        loop {
            let mut ready = self.listener.readable().await.ok()?;
            match self.state() {
                PollFlags::POLLIN => {
                    // One that was killed meanwhile does not write any more.
                    if let Ok(turn) = receive(self.listener.as_fd()) {
                        return Some(turn);
                    }
                }
                state if state.is_empty() => ready.clear_ready(),
                _ => return None,
            }
        }
    }

    /// Lets the write happen.
    pub fn grant(&self, turn: Turn) {
        let answer = libc::seccomp_notif_resp {
            id: turn.0,
            val: 0,
            error: 0,
            flags: libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32,
        };
        let (listener, request) = (self.listener.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_SEND);
        // SAFETY: the call reads a structure of the kernel's layout, which outlives it. It fails if the process is gone.
        unsafe { libc::ioctl(listener, request, &raw const answer) };
    }

    /// What is in the pipe of standard output now.
    pub fn stdout_so_far(&self) -> Vec<u8> {
        so_far(&self.stdout)
    }

    /// What is in the pipe of standard error now.
    pub fn stderr_so_far(&self) -> Vec<u8> {
        so_far(&self.stderr)
    }

    /// Whether a write waits, without waiting for it: the listener itself knows no such question.
    fn state(&self) -> PollFlags {
        let mut asked = [PollFd::new(self.listener.as_fd(), PollFlags::POLLIN)];
        match poll(&mut asked, PollTimeout::ZERO) {
            Ok(_) => asked[0].revents().unwrap_or(PollFlags::POLLERR),
            Err(Errno::EINTR) => PollFlags::empty(),
            Err(_) => PollFlags::POLLERR,
        }
    }
}

fn receive(listener: BorrowedFd) -> io::Result<Turn> {
    // SAFETY: the kernel wants the structure, which holds numbers alone, to be zero.
    let mut notification: libc::seccomp_notif = unsafe { std::mem::zeroed() };
    let request = libc::SECCOMP_IOCTL_NOTIF_RECV;
    // SAFETY: the call writes a structure of the kernel's layout, which outlives it.
    match unsafe { libc::ioctl(listener.as_raw_fd(), request, &raw mut notification) } {
        0 => Ok(Turn(notification.id)),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Reads without waiting: the server's ends of the pipes do not block.
fn so_far(pipe: &OwnedFd) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while bytes.len() < LARGEST_PIPE {
        match nix::unistd::read(pipe, &mut buffer) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&buffer[..read]),
            Err(Errno::EINTR) => {}
            _ => break,
        }
    }
    bytes
}
