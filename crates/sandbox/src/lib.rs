//! Runs an untrusted program with limits, and leaves nothing of it behind.
//!
//! One run is a tree of processes, and every resource of it has one owner that ends it:
//!
//! ```text
//! server                       Running: the read ends of the pipes, one end of the control socket, the run's cgroup
//! └─ launcher                  the server's own binary, executed again; one thread; outside the limits
//!    │                         ends when the tree is dead, or kills it when the control socket closes
//!    └─ keeper                 waits for the program's end and its time; a second thread of it looks at what is used,
//!       │                      and where that is wanted a third one at what the program's threads do
//!       │                      tier A: process 1 of the run's own process namespace, with which all in it ends
//!       └─ program             the untrusted one, with all limits set before its first instruction
//!          └─ …                whatever it starts
//! ```
//!
//! - Dropping [`Running`], or killing the server, closes the control socket: the launcher wakes and
//!   kills the tree. No process is told to clean up after itself; the kernel or the launcher does it.
//! - If launcher or keeper is killed, the other one ends the run.
//! - The run ends when the program ends; what the program started and left behind is killed then.
//! - Mounts, the network and shared memory of a run belong to its namespaces and go with the last process.
//! - A work folder goes with [`remove_folder`], whatever a program has made of it.
//!
//! # What holds, by what
//!
//! A program is taken to be written by somebody who has read this. The compiler runs no code of the reader's; what
//! [`Role::Compiler`] is allowed beside the rest is what compilers do to files.
//!
//! | threat | A: namespaces | B: Landlock | C: none |
//! |---|---|---|---|
//! | reads files of the machine | a private root: they are not there | Landlock: cannot be opened; that they exist, and their size, can be found out | open |
//! | changes them | a private root, mounted read-only | Landlock, and the system call filter for what it does not cover: modes, owners, times, attributes, leases | open |
//! | uses the network of the machine, its local sockets | a network namespace | no sockets but connected pairs of streams; the tables of the network cannot be opened | open |
//! | signals, traces or watches others | a process namespace | Landlock (signals since Linux 6.12; before, none can be sent but an abort), the filter; names of processes can be seen | open |
//! | kernel interfaces that programs do not need | the filter | the filter | open |
//! | memory, tasks | a cgroup, exactly; else watched | the same | the same, on Linux |
//! | open files | watched | watched | watched on Linux |
//! | memory of the kernel: buffers, page tables, mappings | a cgroup; else small or refused | the same | a cgroup |
//! | disk | none: memory of limited size | each file by the kernel; the sum watched, also of files without a name | each file |
//! | time, output | a thread that reads nothing hostile | the same | yes |
//! | stays after its end | the kernel ends the namespace | the cgroup in one step, or the group and all descendants | the same on Linux; elsewhere the process group |
//! | leaves files | nothing is on a disk | set-user-id bits and hidden folders are refused; one remover | one remover |
//!
//! # What counts
//!
//! Where a cgroup can be had (version 2 that was delegated to this user or that root may write, version 1 likewise),
//! the kernel counts: [`Sandbox::why_only_watched`] is none. Otherwise a thread sums up what `/proc` says, every 10 ms
//! and more. What it cannot see is refused to programs: shared memory without a file, pages in pipes (`vmsplice`), tables
//! of descriptors of a thread's own, larger buffers of sockets, tables for locks, rulesets and filters of its own. What the
//! kernel counts for a user and not for a process is watched (what is registered with epoll, connections that nobody has
//! accepted), or does not matter to other runs (descriptors on their way between sockets). A program can still take more
//! than it may for the time between two looks, and a list of mappings that is not read to its end counts as 16 MiB.
//!
//! # What does not hold
//!
//! - Faults of the kernel; a processor kept busy for as long as the time limit allows.
//! - In tier B: that a file exists, its size and its times; names and states of other processes. On Linux before 6.2 files
//!   that a program may read and that the user may write are kept from being emptied by the filter alone.
//! - In tier B as an ordinary user, without a cgroup: the kernel's limit on tasks counts all of the user's. A bomb takes up to
//!   512 more than it may until it is seen.
//!
//! nsjail and bubblewrap leave memory and tasks to a cgroup that the caller makes, or to nobody; both build tier A's walls. The
//! Playground runs each program in a container, which counts with cgroups. None of them has a tier without namespaces.

mod job;
#[cfg(target_os = "linux")]
mod linux;
mod output;
#[cfg(any(not(target_os = "linux"), all(test, unix)))]
mod portable;
mod probe;
mod remove;
mod running;
mod streams;
mod tether;
mod threads;
#[cfg(not(target_os = "linux"))]
mod turns;
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "only Linux has launchers")
)]
mod wire;

pub use job::{
    Event, Exit, Job, Limits, OPEN_FILES, OPEN_FILES_EACH, Role, SandboxError, Stopped, Tier,
};
pub use probe::{Probing, Sandbox};
pub use remove::remove_folder;
pub use running::Running;
pub use tether::tethered;
pub use threads::{Activity, MOST_SPANS, ThreadSpan, Threads};

/// Becomes the launcher, the probe program, or the holder of a trusted program, if this process was started as one, and does nothing
/// otherwise.
///
/// It must be the first line of `main` of every binary that uses [`Sandbox`] or is to profit from [`tethered`]: a launcher is that
/// binary executed again, and must not have started a thread. As a launcher it never returns.
pub fn launcher_main() {
    #[cfg(target_os = "linux")]
    match std::env::args_os().nth(1) {
        Some(mark) if mark == wire::LAUNCHER_MARK => linux::launcher::run(),
        Some(mark) if mark == wire::PROBE_MARK => linux::look_around::run(),
        Some(mark) if mark == wire::TETHER_MARK => linux::tether::run(std::env::args_os().skip(2)),
        _ => {}
    }
    tether::this_is_a_launcher();
}
