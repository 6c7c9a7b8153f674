//! The network of a fresh namespace: its own loopback and nothing else.

use nix::sys::socket::{AddressFamily, SockFlag, SockType, socket};
use std::io;
use std::os::fd::AsRawFd;

/// The largest buffers of a connection, in each direction: enough for a loopback, and as many connections as there may be
/// open files hold no more than half of a program's memory.
const BUFFERS: [(&str, &str); 2] = [
    ("/proc/sys/net/ipv4/tcp_rmem", "4096 65536 65536"),
    ("/proc/sys/net/ipv4/tcp_wmem", "4096 16384 65536"),
];

/// Keeps the namespace's connections small. In a container these settings may be out of reach.
pub(super) fn shrink_buffers() {
    for (setting, sizes) in BUFFERS {
        if let Err(error) = std::fs::write(setting, sizes) {
            tracing::debug!("{setting}: {error}");
        }
    }
}

/// Switches the namespace's loopback interface on.
pub(super) fn bring_up() -> io::Result<()> {
    let socket = socket(
        AddressFamily::Inet,
        SockType::Datagram,
        SockFlag::SOCK_CLOEXEC,
        None,
    )?;
    // SAFETY: all zeroes is a valid value of this plain C structure.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(b"lo") {
        *to = libc::c_char::try_from(*from).map_err(io::Error::other)?;
    }
    let up = libc::IFF_UP | libc::IFF_RUNNING;
    request.ifr_ifru.ifru_flags = i16::try_from(up).map_err(io::Error::other)?;
    // SAFETY: the request is a valid ifreq with a name that ends in zero, and outlives the call.
    match unsafe { libc::ioctl(socket.as_raw_fd(), libc::SIOCSIFFLAGS, &raw const request) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
