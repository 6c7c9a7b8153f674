//! What the kernel keeps for a program and charges to no process, or charges to all that the user has.

use super::number;
use nix::sys::socket::{ControlMessage, MsgFlags, sendmsg};
use std::io::{IoSlice, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::net::UnixStream;
use std::thread::sleep;
use std::time::Duration;

pub fn run(name: &str, args: &[&str]) -> bool {
    match name {
        "futex-hash" => futex_hash(),
        "rulesets" => rulesets(),
        "filters" => filters(),
        "watches" => watches(number(args)),
        "in-flight" => in_flight(),
        "not-accepted" => not_accepted(),
        _ => return false,
    }
    true
}

/// Says how much could be had, keeps it for as long as somebody needs who looks now and then, and says so.
fn keep(count: usize, of_what: &str) {
    println!("{count} {of_what}");
    sleep(Duration::from_millis(1500));
    println!("kept");
}

/// A table for the locks of this process, of 64 MiB.
fn futex_hash() {
    const PR_FUTEX_HASH: libc::c_int = 78;
    // SAFETY: the call takes numbers.
    let made = unsafe { libc::prctl(PR_FUTEX_HASH, 1_u64, 1_u64 << 20, 0_u64, 0_u64) };
    keep(usize::from(made == 0), "tables");
}

/// Walls of its own, which have as many rules as there are ports.
fn rulesets() {
    let attributes = [0_u64, 3, 0];
    // SAFETY: the calls read structures of the kernel's layout, which outlive them.
    let rules = unsafe {
        let ruleset = libc::syscall(
            libc::SYS_landlock_create_ruleset,
            &raw const attributes,
            16,
            0,
        );
        let mut ports = (0..1000_u64).map(|port| [3_u64, port]);
        let add = |rule: &[u64; 2]| libc::syscall(libc::SYS_landlock_add_rule, ruleset, 2, rule, 0);
        ports.by_ref().take_while(|rule| add(rule) == 0).count()
    };
    keep(rules, "rules");
}

/// A filter of its own, in each of the two ways there are.
fn filters() {
    let allow = libc::sock_filter {
        code: 6,
        jt: 0,
        jf: 0,
        k: libc::SECCOMP_RET_ALLOW,
    };
    let program = [allow];
    let filter = libc::sock_fprog {
        len: 1,
        filter: program.as_ptr().cast_mut(),
    };
    // SAFETY: the calls read a structure of the kernel's layout, which outlives them.
    let made = unsafe {
        let call = libc::syscall(
            libc::SYS_seccomp,
            libc::SECCOMP_SET_MODE_FILTER,
            0,
            &raw const filter,
        );
        let other = libc::prctl(
            libc::PR_SET_SECCOMP,
            libc::SECCOMP_MODE_FILTER,
            &raw const filter,
            0,
            0,
        );
        usize::from(call == 0) + usize::from(other == 0)
    };
    keep(made, "filters");
}

/// Few descriptors, each registered under many numbers: the kernel counts what a user has registered.
fn watches(most: i32) {
    let mut made = 0;
    let pipe = std::io::pipe().expect("a pipe");
    // SAFETY: the calls take numbers, and an event that outlives them. No number is used by anybody else.
    unsafe {
        let sets: Vec<RawFd> = (0..100).map(|_| libc::epoll_create1(0)).collect();
        'all: for name in 200..1000 {
            libc::dup2(pipe.0.as_raw_fd(), name);
            for set in &sets {
                let mut event = libc::epoll_event { events: 1, u64: 0 };
                if made == most
                    || libc::epoll_ctl(*set, libc::EPOLL_CTL_ADD, name, &raw mut event) < 0
                {
                    break 'all;
                }
                made += 1;
            }
        }
    }
    keep(made.cast_unsigned() as usize, "registered");
}

/// Descriptors on their way from one socket to another; a user may have as many as a process may have open.
fn in_flight() {
    let pairs: Vec<_> = (0..20).map_while(|_| UnixStream::pair().ok()).collect();
    let send = |socket: &UnixStream| {
        let many = [socket.as_raw_fd(); 250];
        let (bytes, rights) = ([IoSlice::new(b"x")], [ControlMessage::ScmRights(&many)]);
        let flags = MsgFlags::MSG_DONTWAIT;
        sendmsg::<()>(socket.as_raw_fd(), &bytes, &rights, flags, None).map(|_| many.len())
    };
    let sent = pairs
        .iter()
        .flat_map(|(one, _)| [one; 4])
        .map_while(|one| send(one).ok());
    keep(sent.sum(), "in flight");
    drop(pairs);
}

/// Connections whose one end is closed, and whose other end nobody has asked for: none is an open file.
fn not_accepted() {
    let (mut listeners, mut connections) = (Vec::new(), 0);
    'all: for _ in 0..200 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        listeners.push(listener);
        for _ in 0..100 {
            let Ok(mut client) = TcpStream::connect(address) else {
                break 'all;
            };
            let _ = client
                .set_nonblocking(true)
                .and_then(|()| client.write(b"x"));
            connections += 1;
        }
    }
    keep(connections, "connections");
}
