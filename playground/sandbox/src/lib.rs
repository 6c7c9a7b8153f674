//! Runs an untrusted program with limits, and leaves nothing of it behind.
//!
//! One run is a tree of processes, and every resource of it has one owner that ends it:
//!
//! ```text
//! server                       Running: the read ends of the pipes, one end of the control socket
//! └─ launcher                  the server's own binary, executed again; one thread; outside the limits
//!    │                         ends when the tree is dead, or kills it when the control socket closes
//!    └─ keeper (tier A only)   process 1 of the run's own process namespace: waits, watches memory and
//!       │                      tasks; when it ends, the kernel kills whatever is left in the namespace
//!       └─ program             the untrusted one, with all limits set before its first instruction
//!          └─ …                whatever it starts
//! ```
//!
//! - Dropping [`Running`], or killing the server, closes the control socket: the launcher wakes and
//!   kills the tree. No process is told to clean up after itself; the kernel or the launcher does it.
//! - The run ends when the program ends; what the program started and left behind is killed then.
//! - Mounts, the network and shared memory of a run belong to its namespaces and go with the last process.
//! - Tier B has no namespaces: the launcher does the keeper's work, and adopts and kills orphans itself.
//!
//! What holds in which tier:
//!
//! | | A | B | C |
//! |---|---|---|---|
//! | files of the machine | not there | cannot be opened | open |
//! | network of the machine, its local sockets | not there | no sockets at all | open |
//! | other processes | not there | no signals, no tracing; their names can be seen | open |
//! | dangerous system calls | refused | refused | open |
//! | memory, tasks, open files of the tree | watched; tasks by the kernel | watched | watched on Linux |
//! | size of what is written | by the kernel, in memory | each file by the kernel, the sum watched | each file |
//! | time, output, the tree killed at the end | yes | yes | yes; elsewhere than on Linux the process group |

mod job;
#[cfg(target_os = "linux")]
mod linux;
mod output;
#[cfg(any(not(target_os = "linux"), all(test, unix)))]
mod portable;
mod probe;
mod running;
mod tether;
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "only Linux has launchers")
)]
mod wire;

pub use job::{Event, Exit, Job, Limits, SandboxError, Stopped, Tier};
pub use probe::{Probing, Sandbox};
pub use running::Running;
pub use tether::tethered;

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
