//! The processes of a run: found, and killed.

use super::cgroup::Counters;
use nix::errno::Errno;
use nix::sys::signal::{SIGKILL, kill, killpg};
use nix::unistd::Pid;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Where the processes of a run are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// All others in the process namespace, seen from its process 1.
    Namespace,
    /// The descendants of this process, which adopts orphans; `group` is the program's process group.
    Descendants { group: Pid },
}

/// The processes of a run.
pub(super) struct Tree {
    pub place: Place,
    /// The run's cgroup, where there is one.
    pub counters: Option<Arc<Counters>>,
}

impl Tree {
    /// The processes that exist now.
    pub fn processes(&self) -> Vec<i32> {
        let all = numbered_folders("/proc");
        match self.place {
            Place::Namespace => all.into_iter().filter(|pid| *pid != 1).collect(),
            Place::Descendants { .. } => descendants_among(&all, std::process::id().cast_signed()),
        }
    }

    /// The processes that exist now, found in a time that does not depend on how many others the system has.
    ///
    /// Where a sibling ends at that very moment, the kernel may leave one out (Linux, `proc.rst`, 3.7).
    pub fn most_processes(&self) -> Vec<i32> {
        let own = std::process::id().cast_signed();
        match self.place {
            Place::Namespace => self.processes(),
            Place::Descendants { .. } if children_are_listed() => descendants(own, children_of),
            Place::Descendants { .. } => self.processes(),
        }
    }

    /// Kills everything and waits until it is gone; returns how `child` ended, if it did so here.
    pub fn kill(&self, child: Pid) -> Option<Ended> {
        let mut ended = None;
        loop {
            if let Some(counters) = &self.counters {
                counters.kill_all();
            }
            match self.place {
                // From process 1, -1 is everybody else in the namespace, in one step.
                Place::Namespace => drop(kill(Pid::from_raw(-1), SIGKILL)),
                Place::Descendants { group } => {
                    let _ = killpg(group, SIGKILL);
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

/// How a process ended. Signals are numbers here: those for real time have no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Exited(i32),
    Signaled(i32),
}

/// Takes note of every child that has ended, without waiting for any.
pub(super) fn reap(child: Pid, ended: &mut Option<Ended>) -> Reaped {
    loop {
        let mut status = 0;
        // SAFETY: the call writes an integer where the pointer leads, which outlives it.
        match unsafe { libc::waitpid(-1, &raw mut status, libc::WNOHANG) } {
            0 => return Reaped::SomeLeft,
            -1 if Errno::last() == Errno::EINTR => {}
            -1 => return Reaped::NobodyLeft,
            pid if pid == child.as_raw() => *ended = Some(Ended::from_status(status)),
            _ => {}
        }
    }
}

impl Ended {
    fn from_status(status: i32) -> Ended {
        if libc::WIFSIGNALED(status) {
            Ended::Signaled(libc::WTERMSIG(status))
        } else {
            Ended::Exited(libc::WEXITSTATUS(status))
        }
    }
}

pub(super) fn numbered_folders(path: &str) -> Vec<i32> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

/// The descendants among these processes, each of which is asked for its parent.
fn descendants_among(all: &[i32], root: i32) -> Vec<i32> {
    let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
    for pid in all {
        if let Some(parent) = parent_of(*pid) {
            children.entry(parent).or_default().push(*pid);
        }
    }
    descendants(root, |pid| children.remove(&pid).unwrap_or_default())
}

/// Whether the kernel lists the children of a task; some are built without.
fn children_are_listed() -> bool {
    Path::new("/proc/thread-self/children").exists()
}

/// The children of a process, their children, and so on.
fn descendants(root: i32, mut children_of: impl FnMut(i32) -> Vec<i32>) -> Vec<i32> {
    let mut found = children_of(root);
    let mut next = 0;
    while let Some(pid) = found.get(next) {
        let more = children_of(*pid);
        found.extend(more);
        next += 1;
    }
    found
}

/// The children of all threads of a process.
fn children_of(pid: i32) -> Vec<i32> {
    let threads = numbered_folders(&format!("/proc/{pid}/task"));
    let lists = threads.iter().filter_map(|thread| {
        fs::read_to_string(format!("/proc/{pid}/task/{thread}/children")).ok()
    });
    lists
        .flat_map(|list| {
            let pids = list.split_whitespace().filter_map(|pid| pid.parse().ok());
            pids.collect::<Vec<i32>>()
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn both_ways_find_children_and_grandchildren() {
        let mut shell = Command::new("sh")
            .args(["-c", "sleep 600 & sleep 600 & echo; wait"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = [0];
        std::io::Read::read_exact(shell.stdout.as_mut().unwrap(), &mut line).unwrap();
        let own = std::process::id().cast_signed();
        let among = |mut all: Vec<i32>| {
            let shell = shell.id().cast_signed();
            all.retain(|pid| *pid == shell || parent_of(*pid) == Some(shell));
            all.sort_unstable();
            all
        };
        let quick = among(descendants(own, children_of));
        let thorough = among(descendants_among(&numbered_folders("/proc"), own));
        for pid in &thorough {
            let _ = kill(Pid::from_raw(*pid), SIGKILL);
        }
        let _ = shell.wait();
        assert_eq!(thorough.len(), 3);
        assert!(
            !children_are_listed() || quick == thorough,
            "{quick:?} {thorough:?}"
        );
    }
}
