//! The processes of a run: found, and killed.

use nix::errno::Errno;
use nix::sys::signal::{SIGKILL, kill, killpg};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use std::collections::HashMap;
use std::fs;
use std::time::Duration;

/// Where the processes of a run are found.
pub(super) enum Tree {
    /// All others in the process namespace, seen from its process 1.
    Namespace,
    /// The descendants of this process, which adopts orphans; `group` is the program's process group.
    Descendants { group: Pid },
}

impl Tree {
    /// The processes that exist now.
    pub fn processes(&self) -> Vec<i32> {
        let all = numbered_folders("/proc");
        match self {
            Tree::Namespace => all.into_iter().filter(|pid| *pid != 1).collect(),
            Tree::Descendants { .. } => descendants(std::process::id().cast_signed(), &all),
        }
    }

    /// Kills everything and waits until it is gone; returns how `child` ended, if it did so here.
    pub fn kill(&self, child: Pid) -> Option<WaitStatus> {
        let mut ended = None;
        loop {
            match self {
                // From process 1, -1 is everybody else in the namespace, in one step.
                Tree::Namespace => drop(kill(Pid::from_raw(-1), SIGKILL)),
                Tree::Descendants { group } => {
                    let _ = killpg(*group, SIGKILL);
                    for pid in self.processes() {
                        let _ = kill(Pid::from_raw(pid), SIGKILL);
                    }
                }
            }
            match reap(child, &mut ended) {
                Reaped::NobodyLeft => return ended,
                Reaped::SomeLeft => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }
}

/// What [`reap`] found.
#[derive(PartialEq, Eq)]
pub(super) enum Reaped {
    NobodyLeft,
    SomeLeft,
}

/// Takes note of every child that has ended, without waiting for any.
pub(super) fn reap(child: Pid, ended: &mut Option<WaitStatus>) -> Reaped {
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::StillAlive) => return Reaped::SomeLeft,
            Ok(status) if status.pid() == Some(child) => *ended = Some(status),
            Ok(_) | Err(Errno::EINTR) => {}
            Err(_) => return Reaped::NobodyLeft,
        }
    }
}

fn numbered_folders(path: &str) -> Vec<i32> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

fn descendants(root: i32, all: &[i32]) -> Vec<i32> {
    let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
    for pid in all {
        if let Some(parent) = parent_of(*pid) {
            children.entry(parent).or_default().push(*pid);
        }
    }
    let mut found = children.remove(&root).unwrap_or_default();
    let mut next = 0;
    while let Some(pid) = found.get(next) {
        let more = children.remove(pid).unwrap_or_default();
        found.extend(more);
        next += 1;
    }
    found
}

/// The fourth field of `/proc/<pid>/stat`; the second is a name in brackets that may hold anything.
fn parent_of(pid: i32) -> Option<i32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}
