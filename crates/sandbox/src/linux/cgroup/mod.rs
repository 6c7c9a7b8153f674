//! Cgroups, where one can be had: the kernel counts all memory and all tasks of a run, also those that no process shows,
//! and ends them in one step.
//!
//! The server makes a group for each run ([`Groups`]), the program is in it before its first instruction, and whoever
//! supervises it reads the group's files ([`Counters`]), which were opened while that was still allowed.

mod birth;
mod counters;
mod find;
mod group;

pub(super) use birth::{Born, fork_into};
pub(super) use counters::Counters;
pub(crate) use group::{Group, GroupFolders};

use std::path::PathBuf;

/// Where groups for runs can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Groups {
    /// Version 2: below this folder, with memory and tasks counted.
    Unified(PathBuf),
    /// Version 1: a folder in the hierarchy of each controller.
    Separate {
        /// Where memory is counted.
        memory: PathBuf,
        /// Where tasks are.
        pids: PathBuf,
    },
}
