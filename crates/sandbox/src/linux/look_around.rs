//! The probe program: tries in the sandbox what must not work there, and what must.

use std::fs::{self, OpenOptions};
use std::net::{TcpListener, TcpStream};

/// Ends with 0 if the sandbox holds what its tier promises.
pub(crate) fn run() -> ! {
    let in_tier_a = std::env::args().nth(2).is_some_and(|tier| tier == "A");
    let found = faults(in_tier_a);
    for fault in &found {
        println!("{fault}");
    }
    std::process::exit(i32::from(!found.is_empty()))
}

/// What does not hold.
#[derive(Default)]
struct Faults(Vec<&'static str>);

impl Faults {
    fn expect(&mut self, holds: bool, fault: &'static str) {
        if !holds {
            self.0.push(fault);
        }
    }
}

fn faults(in_tier_a: bool) -> Vec<&'static str> {
    let mut faults = Faults::default();
    rights(&mut faults);
    files(&mut faults);
    if in_tier_a {
        own_system(&mut faults);
    } else {
        shared_system(&mut faults);
    }
    faults.0
}

/// Who it is, and what it may ask the kernel for.
fn rights(faults: &mut Faults) {
    faults.expect(
        !nix::unistd::getuid().is_root() && !nix::unistd::geteuid().is_root(),
        "it runs as root",
    );
    faults.expect(
        nix::sys::prctl::get_no_new_privs().unwrap_or(false),
        "it may gain privileges",
    );
    // SAFETY: prctl with these arguments touches no memory.
    let filtered = unsafe { libc::prctl(libc::PR_GET_SECCOMP, 0, 0, 0, 0) }
        == libc::SECCOMP_MODE_FILTER.cast_signed();
    faults.expect(filtered, "its system calls are not filtered");
    faults.expect(no_capability_is_left(), "it has capabilities");
    let unshared = nix::sched::unshare(nix::sched::CloneFlags::CLONE_NEWUSER).is_ok();
    faults.expect(!unshared, "it may make namespaces");
}

/// The machine's files.
fn files(faults: &mut Faults) {
    let core_pattern = OpenOptions::new()
        .write(true)
        .open("/proc/sys/kernel/core_pattern");
    faults.expect(core_pattern.is_err(), "it may change the kernel's settings");
    let secrets = [
        "/etc/shadow",
        "/etc/machine-id",
        "/etc/hostname",
        "/proc/1/environ",
    ];
    faults.expect(
        secrets.iter().all(|path| fs::File::open(path).is_err()),
        "it sees files of the machine",
    );
    // SAFETY: the call takes a number.
    let watches = unsafe { libc::inotify_init1(0) };
    faults.expect(watches < 0, "it may watch files");
}

/// What namespaces give: processes and a network of its own.
fn own_system(faults: &mut Faults) {
    faults.expect(is_alone(), "it sees processes of the machine");
    let listener = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr().map(|at| (listener, at)));
    let reached = listener.is_ok_and(|(_listener, address)| TcpStream::connect(address).is_ok());
    faults.expect(reached, "it cannot reach its own loopback");
}

/// What the filter refuses where there are no namespaces.
fn shared_system(faults: &mut Faults) {
    // Its own work folder: nothing that belongs to somebody is touched if the wall is not there.
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    faults.expect(
        fs::set_permissions(".", mode).is_err(),
        "it may change the modes of files",
    );
    faults.expect(
        TcpListener::bind("127.0.0.1:0").is_err(),
        "it has the machine's network",
    );
}

/// Whether there are no processes but this one and its keeper, which is the first of the namespace. This one is the second
/// or the third: where the kernel does not let a process be born into its cgroup, a number is used up by the attempt.
fn is_alone() -> bool {
    let own = std::process::id();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mut seen = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    own <= 3 && seen.all(|pid| pid == 1 || pid == own)
}

fn no_capability_is_left() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut sets = status.lines().filter_map(|line| {
        line.strip_prefix("CapEff:")
            .or(line.strip_prefix("CapPrm:"))
    });
    status.contains("CapEff:") && sets.all(|set| set.trim().bytes().all(|digit| digit == b'0'))
}
