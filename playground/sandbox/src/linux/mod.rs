//! The launcher and all that it sets up, on Linux.

mod landlock;
pub(crate) mod launcher;
mod loopback;
mod mounts;
mod namespaces;
mod privileges;
mod program;
mod rlimits;
mod seccomp;
pub(crate) mod start;
mod supervise;
mod system;
mod tree;
mod work_folder;
