//! What Landlock lets pass: files of the same user, seen by their names alone, and what can be done to its own.

use std::ffi::CString;
use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::thread::sleep;
use std::time::Duration;

const MIB: usize = 1024 * 1024;

pub fn run(name: &str, args: &[&str]) -> bool {
    match name {
        "touch-others" => args.iter().for_each(|path| touch_others(path)),
        "modes" => modes(),
        "aio" => aio(),
        "inotify" => inotify(),
        "net-tables" => args.iter().for_each(|name| net_table(name)),
        "datagram" => datagram(args[0]),
        "hide" => hide(),
        "fallocate" => fallocate(),
        "unlinked" => unlinked(),
        "unlinked-mapped" => unlinked_mapped(),
        "unlinked-in-flight" => unlinked_in_flight(),
        "deep" => deep(),
        "shut-folder" => shut_folder(),
        "copy" => copy(),
        _ => return false,
    }
    true
}

fn say(what: &str, result: libc::c_long) {
    match result {
        0.. => println!("{what}: done"),
        _ => println!("{what}: {:?}", io::Error::last_os_error().kind()),
    }
}

/// Everything that changes a file without opening it.
fn touch_others(path: &str) {
    let name = CString::new(path).expect("a path");
    let (at, file) = (libc::AT_FDCWD, name.as_ptr());
    // SAFETY: the name outlives the calls, null stands for "now", and the other arguments are numbers.
    unsafe {
        let call = libc::syscall;
        say("chmod", call(libc::SYS_chmod, file, 0o777));
        say("fchmodat", call(libc::SYS_fchmodat, at, file, 0o777));
        say("fchmodat2", call(libc::SYS_fchmodat2, at, file, 0o777, 0));
        say("chown", call(libc::SYS_chown, file, -1, libc::getgid()));
        say("lchown", call(libc::SYS_lchown, file, -1, libc::getgid()));
        say(
            "fchownat",
            call(libc::SYS_fchownat, at, file, -1, libc::getgid(), 0),
        );
        let now = std::ptr::null::<u8>();
        say("utime", call(libc::SYS_utime, file, now));
        say("utimes", call(libc::SYS_utimes, file, now));
        say("futimesat", call(libc::SYS_futimesat, at, file, now));
        say("utimensat", call(libc::SYS_utimensat, at, file, now, 0));
        let (key, value) = (c"user.evil".as_ptr(), c"x".as_ptr());
        say("setxattr", call(libc::SYS_setxattr, file, key, value, 1, 0));
        say(
            "lsetxattr",
            call(libc::SYS_lsetxattr, file, key, value, 1, 0),
        );
        say("removexattr", call(libc::SYS_removexattr, file, key));
        say("truncate", call(libc::SYS_truncate, file, 0));
    }
}

/// Modes of its own files that would outlive it, or hide what is in them.
fn modes() {
    let create = |mode| {
        let mut options = fs::OpenOptions::new();
        let made = options
            .write(true)
            .create(true)
            .mode(mode)
            .open(format!("f{mode:o}"));
        println!(
            "open {mode:o}: {:?}",
            made.map(drop).map_err(|error| error.kind())
        );
    };
    [0o4755, 0o2755, 0o111, 0o644].into_iter().for_each(create);
    let folder = |mode| {
        let made = fs::DirBuilder::new()
            .mode(mode)
            .create(format!("d{mode:o}"));
        println!("mkdir {mode:o}: {:?}", made.map_err(|error| error.kind()));
    };
    [0o300, 0o500, 0o700, 0o755].into_iter().for_each(folder);
    let fifo = CString::new("fifo").expect("a name");
    // SAFETY: the name outlives the call; the others take numbers.
    unsafe {
        say(
            "mknod",
            libc::mknod(fifo.as_ptr(), libc::S_IFIFO | 0o4700, 0).into(),
        );
        say("umask", libc::syscall(libc::SYS_umask, 0o777));
        say("umask of the group", libc::syscall(libc::SYS_umask, 0o022));
    }
    let file = File::create("own").expect("a file");
    // SAFETY: the call takes numbers.
    let _ = unsafe { libc::fchmod(file.as_raw_fd(), 0o4777) };
    let mode = std::os::unix::fs::MetadataExt::mode(&file.metadata().expect("its state"));
    println!("fchmod: {:o}", mode & 0o7000);
}

fn aio() {
    let mut made = 0;
    for _ in 0..200 {
        let mut context = 0_u64;
        // SAFETY: the call writes a number where the pointer leads.
        made +=
            i32::from(unsafe { libc::syscall(libc::SYS_io_setup, 4096, &raw mut context) } == 0);
    }
    println!("{made} contexts");
}

fn inotify() {
    // SAFETY: the call takes nothing.
    let old = unsafe { libc::syscall(libc::SYS_inotify_init) };
    // SAFETY: the call takes a number.
    let make = || unsafe { libc::inotify_init1(0) };
    let made = (0..200).filter(|_| make() >= 0);
    println!("{} instances", made.count() + usize::from(old >= 0));
}

fn net_table(name: &str) {
    for folder in ["/proc/self", "/proc/thread-self", "/proc/self/task/self"] {
        let folder = folder.replace("task/self", &format!("task/{}", std::process::id()));
        let text = fs::read_to_string(format!("{folder}/{name}"));
        println!(
            "{name}: {:?}",
            text.map(|text| text.len()).map_err(|error| error.kind())
        );
    }
}

/// A pair of sockets one of which writes to somebody else.
fn datagram(path: &str) {
    let mut sent = 0;
    for kind in [libc::SOCK_DGRAM, libc::SOCK_RAW, libc::SOCK_RDM, 10] {
        let mut pair = [0; 2];
        // SAFETY: an all-zero address is one without a path, which is put in below, and ends in zero.
        unsafe {
            if libc::socketpair(libc::AF_UNIX, kind, 0, pair.as_mut_ptr()) < 0 {
                continue;
            }
            let mut address: libc::sockaddr_un = std::mem::zeroed();
            address.sun_family = libc::AF_UNIX as u16;
            for (to, from) in address.sun_path.iter_mut().zip(path.bytes()) {
                *to = from as libc::c_char;
            }
            let (address, size) = (
                (&raw const address).cast(),
                size_of::<libc::sockaddr_un>() as u32,
            );
            sent +=
                i32::from(libc::sendto(pair[0], c"x".as_ptr().cast(), 1, 0, address, size) >= 0);
            let reached = libc::connect(pair[0], address, size) == 0;
            sent += i32::from(reached && libc::send(pair[0], c"x".as_ptr().cast(), 1, 0) >= 0);
        }
    }
    println!("{sent} sent");
}

fn hide() {
    // SAFETY: the calls take numbers.
    unsafe {
        say(
            "undumpable",
            libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0).into(),
        );
    }
}

fn fallocate() {
    let file = File::create("f").expect("a file");
    for (what, mode) in [("kept size", libc::FALLOC_FL_KEEP_SIZE), ("zeroed", 0x11)] {
        // SAFETY: the call takes numbers.
        say(
            what,
            unsafe { libc::fallocate(file.as_raw_fd(), mode, 0, 200 << 20) }.into(),
        );
    }
}

/// Writes files without a name, 60 MiB together.
fn unlinked() {
    let mut files = Vec::new();
    for name in 0..60 {
        let path = format!("u{name}");
        fs::write(&path, vec![7; MIB]).expect("room");
        files.push(File::open(&path).expect("the file"));
        fs::remove_file(&path).expect("its name");
    }
    sleep(Duration::from_millis(1500));
    println!("kept");
}

/// Likewise, held by mappings alone.
fn unlinked_mapped() {
    for name in 0..60 {
        let path = format!("u{name}");
        fs::write(&path, vec![7; MIB]).expect("room");
        let file = File::open(&path).expect("the file");
        let (prot, flags) = (libc::PROT_READ, libc::MAP_PRIVATE);
        // SAFETY: a fresh mapping that nobody uses.
        unsafe { libc::mmap(std::ptr::null_mut(), 4096, prot, flags, file.as_raw_fd(), 0) };
        fs::remove_file(&path).expect("its name");
    }
    sleep(Duration::from_millis(1500));
    println!("kept");
}

/// Likewise, on their way from one socket to another.
fn unlinked_in_flight() {
    use nix::sys::socket::{ControlMessage, MsgFlags, sendmsg};
    let (one, _other) = std::os::unix::net::UnixStream::pair().expect("a pair");
    for name in 0..60 {
        let path = format!("u{name}");
        fs::write(&path, vec![7; MIB]).expect("room");
        let open = File::open(&path).expect("the file");
        let file = [open.as_raw_fd()];
        fs::remove_file(&path).expect("its name");
        let (bytes, rights) = (
            [std::io::IoSlice::new(b"x")],
            [ControlMessage::ScmRights(&file)],
        );
        let sent = sendmsg::<()>(one.as_raw_fd(), &bytes, &rights, MsgFlags::empty(), None);
        if sent.is_err() {
            return println!("refused");
        }
    }
    sleep(Duration::from_millis(1500));
    println!("kept");
}

/// Folders in each other, 5,000 deep: beyond the longest path.
fn deep() {
    for depth in 0..5000 {
        if fs::create_dir("d")
            .and_then(|()| std::env::set_current_dir("d"))
            .is_err()
        {
            println!("{depth} deep");
            break;
        }
    }
    fs::write("f", vec![7; MIB]).expect("room");
    sleep(Duration::from_millis(1500));
    println!("kept");
}

/// Folders that cannot be looked into, with something in them.
fn shut_folder() {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir("d").expect("a folder");
    fs::write("d/f", "x").expect("a file");
    let shut = fs::set_permissions("d", fs::Permissions::from_mode(0o0));
    println!("shut: {}", shut.is_ok());
}

/// An ordinary program copies a file, and may.
fn copy() {
    fs::write("one", "text").expect("a file");
    println!("copied {:?}", fs::copy("one", "other").expect("a copy"));
}
