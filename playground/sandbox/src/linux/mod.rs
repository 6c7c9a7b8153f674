//! The launcher and all that it sets up, on Linux.

pub(crate) mod launcher;
mod program;
mod rlimits;
pub(crate) mod start;
mod supervise;
mod tree;
