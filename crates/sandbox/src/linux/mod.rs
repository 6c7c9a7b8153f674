//! The launcher and all that it sets up, on Linux.

pub(crate) mod cgroup;
mod folder_size;
mod here;
mod landlock;
pub(crate) mod launcher;
pub(crate) mod launchers;
mod lifeline;
pub(crate) mod look_around;
mod loopback;
mod mounts;
mod namespaces;
mod privileges;
mod processes;
mod program;
mod rlimits;
mod seccomp;
pub(crate) mod start;
mod supervise;
mod system;
pub(crate) mod tether;
mod threads;
mod tree;
pub(crate) mod turns;
mod watch;
mod work_folder;

/// A work folder holds as much as this many files of the largest size.
const WORK_FILES: u64 = 4;

/// Adds the name of the step that failed.
fn step(what: &str, error: impl Into<std::io::Error>) -> std::io::Error {
    let error = error.into();
    std::io::Error::new(error.kind(), format!("{what}: {error}"))
}
