//! Calls that a program has no business to make, and what it can see of itself.

use libc::{c_long, syscall};
use std::fs;
use std::io;
use std::os::fd::AsRawFd;

pub fn run(name: &str, _: &[&str]) -> bool {
    match name {
        "calls" => calls(),
        "status" => status(),
        "keeper" => keeper(),
        "ioctls" => ioctls(),
        _ => return false,
    }
    true
}

pub fn bad_pointer() {
    // SAFETY: none; it is the purpose to die of it.
    unsafe { std::ptr::without_provenance_mut::<u8>(8).write_volatile(1) };
}

fn call(name: &str, number: c_long, args: [c_long; 4]) {
    // SAFETY: the arguments are numbers and null pointers, which the kernel checks.
    let result = unsafe { syscall(number, args[0], args[1], args[2], args[3]) };
    let error = if result < 0 {
        io::Error::last_os_error().raw_os_error()
    } else {
        None
    };
    match error {
        Some(libc::EPERM) => println!("{name}: refused"),
        Some(libc::ENOSYS) => println!("{name}: unknown"),
        Some(other) => println!("{name}: error {other}"),
        None => println!("{name}: done"),
    }
}

fn calls() {
    let new_user = c_long::from(libc::CLONE_NEWUSER);
    call("unshare", libc::SYS_unshare, [new_user, 0, 0, 0]);
    call("setns", libc::SYS_setns, [0, 0, 0, 0]);
    call(
        "clone",
        libc::SYS_clone,
        [new_user | c_long::from(libc::SIGCHLD), 0, 0, 0],
    );
    call("clone3", libc::SYS_clone3, [0, 88, 0, 0]);
    call("mount", libc::SYS_mount, [0, 0, 0, 0]);
    call("umount", libc::SYS_umount2, [0, 0, 0, 0]);
    call("pivot_root", libc::SYS_pivot_root, [0, 0, 0, 0]);
    call("chroot", libc::SYS_chroot, [0, 0, 0, 0]);
    call("io_uring", libc::SYS_io_uring_setup, [1, 0, 0, 0]);
    call("bpf", libc::SYS_bpf, [0, 0, 0, 0]);
    call("keyctl", libc::SYS_keyctl, [0, 0, 0, 0]);
    call(
        "ptrace",
        libc::SYS_ptrace,
        [c_long::from(libc::PTRACE_TRACEME), 0, 0, 0],
    );
    call("memfd_create", libc::SYS_memfd_create, [0, 0, 0, 0]);
    call("shmget", libc::SYS_shmget, [0, 4096, 0o1600, 0]);
    call("new", 500, [0, 0, 0, 0]);
    call("x32", 0x4000_0000 + 39, [0, 0, 0, 0]);
    calls_for_root();
    calls_that_tell_of_mounts();
    call("core scheduling", libc::SYS_prctl, [62, 1, 0, 0]);
    call("option of tomorrow", libc::SYS_prctl, [500, 0, 0, 0]);
    call("core limit", libc::SYS_prlimit64, [0, 4, 0, 0]);
    call("huge pages", libc::SYS_mmap, [0, 1 << 21, 3, 0x4_0022]);
    sockets();
}

fn calls_that_tell_of_mounts() {
    call("statmount", 457, [0, 0, 0, 0]);
    call("listmount", 458, [0, 0, 0, 0]);
    call("open_tree_attr", 467, [0, 0, 0, 0]);
}

fn calls_for_root() {
    call("process_vm_readv", libc::SYS_process_vm_readv, [1, 0, 0, 0]);
    call("perf_event_open", libc::SYS_perf_event_open, [0, 0, 0, 0]);
    call("userfaultfd", libc::SYS_userfaultfd, [0, 0, 0, 0]);
    call("init_module", libc::SYS_init_module, [0, 0, 0, 0]);
    call("kexec_load", libc::SYS_kexec_load, [0, 0, 0, 0]);
    call("reboot", libc::SYS_reboot, [0, 0, 0, 0]);
}

fn sockets() {
    call(
        "netlink",
        libc::SYS_socket,
        [c_long::from(libc::AF_NETLINK), 3, 0, 0],
    );
    call(
        "vsock",
        libc::SYS_socket,
        [c_long::from(libc::AF_VSOCK), 1, 0, 0],
    );
    call(
        "packet",
        libc::SYS_socket,
        [c_long::from(libc::AF_PACKET), 3, 0, 0],
    );
}

/// What could be done to the keeper, which is process 1 and the same user.
fn keeper() {
    call("prlimit", libc::SYS_prlimit64, [1, 0, 0, 0]);
    call("setpriority", libc::SYS_setpriority, [0, 1, 19, 0]);
    call("setpriority of all", libc::SYS_setpriority, [2, 0, 19, 0]);
    call(
        "sched_setaffinity",
        libc::SYS_sched_setaffinity,
        [1, 0, 0, 0],
    );
    call(
        "sched_setscheduler",
        libc::SYS_sched_setscheduler,
        [1, 5, 0, 0],
    );
    call("ioprio_set", libc::SYS_ioprio_set, [1, 1, 0, 0]);
}

/// What can be asked of a descriptor: first what ordinary programs ask.
fn ioctls() {
    let (socket, _other) = std::os::unix::net::UnixStream::pair().expect("a pair");
    let folder = fs::File::open(".").expect("the work folder");
    let (own, room) = (std::process::id(), [0_u64; 8]);
    let (own, room) = (&raw const own as c_long, room.as_ptr() as c_long);
    let ask = |name, of: &dyn AsRawFd, request| {
        let about = if name == "owner" { own } else { room };
        call(
            name,
            libc::SYS_ioctl,
            [of.as_raw_fd().into(), request, about, 0],
        );
    };
    ask("bytes", &socket, 0x541B);
    ask("owner", &socket, 0x8901);
    ask("owner", &socket, 0x8902);
    ask("version", &folder, 0x8008_7601);
    ask("verity", &folder, 0x4080_6685);
}

fn status() {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let core = limits.lines().find(|line| line.starts_with("Max core"));
    println!("core: {core:?}");
    let wanted = ["Uid", "Gid", "Groups", "Cap", "NoNewPrivs", "Seccomp:"];
    for line in status
        .lines()
        .filter(|line| wanted.iter().any(|start| line.starts_with(start)))
    {
        println!("{}", line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let is_open = |fd: &i32| {
        // SAFETY: reads flags of a descriptor, or fails.
        unsafe { libc::fcntl(*fd, libc::F_GETFD) >= 0 }
    };
    println!("open: {:?}", (0..1024).filter(is_open).collect::<Vec<_>>());
    // SAFETY: prctl with these arguments touches no memory.
    println!("no new privileges: {}", unsafe {
        libc::prctl(libc::PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)
    });
    println!("user: {}", nix::unistd::getuid());
    println!("process: {}", std::process::id());
    println!(
        "threads: {:?}",
        std::thread::available_parallelism().map(|count| count.get() > 0)
    );
}
