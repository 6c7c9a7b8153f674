//! Memory and files that whoever sums up processes does not see. Each stops at 400 MiB, or as much as says so, and says
//! "kept" if it could keep them for a while.

use nix::unistd::{ForkResult, fork};
use std::fs::File;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::process::exit;
use std::ptr::null_mut;
use std::thread::sleep;
use std::time::Duration;

const MIB: usize = 1024 * 1024;
const MOST: usize = 400 * MIB;
const PAGE: usize = 4096;

pub fn run(name: &str, _: &[&str]) -> bool {
    match name {
        "leader-exit" => leader_exits(|| {
            let all: Vec<_> = (0..MOST / MIB).map(|_| vec![1_u8; MIB]).collect();
            keep(&all);
        }),
        "files-of-hidden" => files_of_hidden(),
        "shared-tail" => shared_tail(),
        "pinned" => pinned(),
        "socket-buffers" => socket_buffers(),
        "tcp-buffers" => tcp_buffers(),
        "mappings" => mappings(),
        "blind" => blind(),
        "table-each" => table_each(),
        _ => return false,
    }
    true
}

/// Holds on to it for as long as somebody needs who looks now and then.
fn keep<T>(what: &T) {
    sleep(Duration::from_millis(1500));
    println!("kept");
    std::hint::black_box(what);
}

/// The thread that the process began with ends, and with it what `/proc` says of the process.
fn leader_exits(then: impl FnOnce() + Send + 'static) {
    std::thread::spawn(move || {
        sleep(Duration::from_millis(50));
        then();
        exit(0);
    });
    // SAFETY: ends this thread alone, which owns nothing.
    unsafe { libc::syscall(libc::SYS_exit, 0) };
}

fn files_of_hidden() {
    for _ in 0..10 {
        // SAFETY: this program has started no thread.
        if let Ok(ForkResult::Child) = unsafe { fork() } {
            leader_exits(|| {
                let open = || File::open("/dev/null").ok();
                let files: Vec<_> = (0..1000).map_while(|_| open()).collect();
                keep(&files);
            });
        }
    }
    sleep(Duration::from_secs(3));
}

fn map(bytes: usize, flags: libc::c_int) -> Option<*mut u8> {
    let prot = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: a fresh mapping, which touches nothing that is there.
    let start = unsafe { libc::mmap(null_mut(), bytes, prot, flags | libc::MAP_ANONYMOUS, -1, 0) };
    (start != libc::MAP_FAILED).then_some(start.cast())
}

fn touch(start: *mut u8, bytes: usize) {
    for at in (0..bytes).step_by(PAGE) {
        // SAFETY: within a mapping that this program has just made.
        unsafe { start.add(at).write(1) };
    }
}

/// A shared mapping of which one page is left holds all that was ever touched.
fn shared_tail() {
    const EACH: usize = 40 * MIB;
    for _ in 0..MOST / EACH {
        let Some(start) = map(EACH, libc::MAP_SHARED) else {
            return println!("refused");
        };
        touch(start, EACH);
        // SAFETY: the end of the mapping, which nobody uses any more.
        unsafe { libc::munmap(start.add(PAGE).cast(), EACH - PAGE) };
    }
    keep(&());
}

/// A page in a pipe keeps the huge page that it belongs to.
fn pinned() {
    const HUGE: usize = 2 * MIB;
    let mut pipes = Vec::new();
    for count in 0..MOST / HUGE {
        if count % 8 == 0 {
            pipes.push(std::io::pipe().expect("a pipe"));
        }
        let (_, to) = &pipes[pipes.len() - 1];
        let start = map(2 * HUGE, libc::MAP_PRIVATE).expect("memory");
        let aligned = start.wrapping_add(start.align_offset(HUGE));
        // SAFETY: within the mapping, which is let go of as a whole and not used again.
        unsafe {
            libc::madvise(aligned.cast(), HUGE, libc::MADV_HUGEPAGE);
            touch(aligned, HUGE);
            let page = libc::iovec {
                iov_base: aligned.cast(),
                iov_len: PAGE,
            };
            if libc::vmsplice(to.as_raw_fd(), &raw const page, 1, 0) < 0 {
                return println!("refused");
            }
            libc::munmap(start.cast(), 2 * HUGE);
        }
    }
    keep(&pipes);
}

fn fill(mut into: impl Write, most: usize) -> usize {
    let block = [7; 65536];
    let mut written = 0;
    while written < most {
        match into.write(&block) {
            Ok(more) if more > 0 => written += more,
            _ => break,
        }
    }
    written
}

fn widen(socket: &impl AsRawFd) {
    let size: libc::c_int = 1 << 22;
    // SAFETY: the call reads an integer that outlives it.
    unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_SNDBUF,
            (&raw const size).cast(),
            size_of::<libc::c_int>() as u32,
        )
    };
}

fn socket_pair() -> Option<[File; 2]> {
    let mut pair = [0; 2];
    let kind = libc::SOCK_STREAM | libc::SOCK_NONBLOCK;
    // SAFETY: the call writes two descriptors where the pointer leads, and nobody else owns them.
    unsafe {
        (libc::socketpair(libc::AF_UNIX, kind, 0, pair.as_mut_ptr()) == 0)
            .then(|| pair.map(|fd| File::from(OwnedFd::from_raw_fd(fd))))
    }
}

fn socket_buffers() {
    let (mut pairs, mut written) = (Vec::new(), 0);
    while written < MOST
        && let Some(pair) = socket_pair()
    {
        for end in &pair {
            widen(end);
            written += fill(end, MOST);
        }
        pairs.push(pair);
    }
    println!("{} MiB in socket buffers", written / MIB);
    keep(&pairs);
}

fn tcp_buffers() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    let (mut all, mut written) = (Vec::new(), 0);
    while written < MOST && all.len() < 400 {
        let Ok(client) = TcpStream::connect(address) else {
            break;
        };
        let server = listener.accept().expect("the client").0;
        client.set_nonblocking(true).expect("a socket");
        widen(&client);
        written += fill(&client, MOST);
        all.push((client, server));
    }
    println!("{} MiB in TCP buffers", written / MIB);
    keep(&all);
}

/// Every other page has other rights, so each is a mapping of its own; children get copies.
fn mappings() {
    const COUNT: usize = 20_000;
    let start = map(COUNT * PAGE, libc::MAP_PRIVATE).expect("addresses");
    for page in (0..COUNT).step_by(2) {
        // SAFETY: within the mapping, which nobody uses.
        unsafe { libc::mprotect(start.add(page * PAGE).cast(), PAGE, libc::PROT_READ) };
    }
    for _ in 0..40 {
        // SAFETY: this program has started no thread.
        match unsafe { fork() } {
            Ok(ForkResult::Child) => {
                sleep(Duration::from_secs(4));
                exit(0);
            }
            Ok(ForkResult::Parent { .. }) => {}
            Err(error) => return println!("refused: {error}"),
        }
    }
    keep(&());
}

extern "C" fn idle(_: *mut libc::c_void) -> libc::c_int {
    sleep(Duration::from_secs(20));
    0
}

/// Hundreds of processes with one long list of mappings of a file with a long name: who reads them all does nothing else.
fn blind() {
    let name = "d".repeat(230);
    for _ in 0..15 {
        std::fs::create_dir(&name).expect("a folder");
        std::env::set_current_dir(&name).expect("that folder");
    }
    std::fs::write("f", [1; PAGE]).expect("a file");
    let file = File::open("f").expect("that file");
    for _ in 0..20_000 {
        let (prot, flags) = (libc::PROT_READ, libc::MAP_PRIVATE);
        // SAFETY: a fresh mapping that nobody uses.
        unsafe { libc::mmap(null_mut(), PAGE, prot, flags, file.as_raw_fd(), 0) };
    }
    for _ in 0..50 {
        let stack = map(4 * PAGE, libc::MAP_PRIVATE).expect("a stack");
        let flags = libc::CLONE_VM | libc::SIGCHLD;
        // SAFETY: each child has a stack of its own, and only sleeps on it.
        unsafe { libc::clone(idle, stack.add(4 * PAGE).cast(), flags, null_mut()) };
    }
    let all: Vec<_> = (0..MOST / MIB).map(|_| vec![1_u8; MIB]).collect();
    keep(&all);
    sleep(Duration::from_secs(20));
}

/// Threads that each have a table of descriptors of their own.
fn table_each() {
    let flags = libc::CLONE_VM | libc::CLONE_SIGHAND | libc::CLONE_THREAD;
    let stack = map(16 * PAGE, libc::MAP_PRIVATE).expect("a stack");
    // SAFETY: the thread has a stack of its own, and only sleeps on it.
    let thread = unsafe { libc::clone(idle, stack.add(16 * PAGE).cast(), flags, null_mut()) };
    println!("{}", if thread < 0 { "refused" } else { "kept" });
    exit(0);
}
