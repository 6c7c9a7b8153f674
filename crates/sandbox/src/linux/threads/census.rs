//! The threads of a run: found, and looked at.

use super::lane::{Lane, Look, Stretch};
use super::reading::{Counts, Files, State, Status};
use crate::linux::tree::{Place, Tree, numbered_folders};
use crate::threads::ThreadSpan;
use std::collections::HashSet;
use std::sync::Arc;

/// So many threads are looked at: each takes two open files, of the thousand that a process may have.
const MOST_THREADS: usize = 400;

/// Where finding the processes takes reading a file for each thread, it is done at every fourth look.
const SELDOM: u32 = 4;

/// The threads that are known.
pub(super) struct Census {
    tree: Arc<Tree>,
    known: Vec<Thread>,
    processes: HashSet<i32>,
    looks: u32,
}

struct Thread {
    process: i32,
    thread: i32,
    name: String,
    files: Files,
    lane: Lane,
}

/// What a look at one thread has shown.
enum Shown {
    Still,
    Moved(Counts, Status),
    Gone,
}

impl Census {
    pub fn new(tree: Arc<Tree>) -> Census {
        Census {
            tree,
            known: Vec::new(),
            processes: HashSet::new(),
            looks: 0,
        }
    }

    /// Looks at all threads; what is known now is appended to `told`.
    pub fn look(&mut self, look: Look, told: &mut Vec<ThreadSpan>) {
        let mut changed = self.look_at_the_known(look, told);
        let is_cheap = self.tree.place == Place::Namespace;
        if is_cheap || self.looks.is_multiple_of(SELDOM) {
            let processes: HashSet<i32> = self.tree.most_processes().into_iter().collect();
            changed.extend(processes.difference(&self.processes));
            self.processes = processes;
        }
        self.looks = self.looks.wrapping_add(1);
        for process in changed {
            self.find_threads(process, look);
        }
    }

    /// No thread is looked at any more.
    pub fn end(&mut self, look: Look, told: &mut Vec<ThreadSpan>) {
        for thread in self.known.drain(..) {
            thread.end(look, told);
        }
    }

    /// The processes that have other threads than those that are known.
    fn look_at_the_known(&mut self, look: Look, told: &mut Vec<ThreadSpan>) -> HashSet<i32> {
        let mut changed = HashSet::new();
        let mut index = 0;
        while let Some(thread) = self.known.get_mut(index) {
            match thread.show() {
                Shown::Still => thread.stay(look, told),
                Shown::Moved(counts, status) => {
                    let threads = status.threads;
                    let process = thread.process;
                    thread.go_on(look, counts, status, told);
                    if threads != self.count_of(process) {
                        changed.insert(process);
                    }
                }
                Shown::Gone => {
                    let thread = self.known.swap_remove(index);
                    changed.insert(thread.process);
                    thread.end(look, told);
                    continue;
                }
            }
            index += 1;
        }
        changed
    }

    fn count_of(&self, process: i32) -> usize {
        let of_process = self.known.iter().filter(|known| known.process == process);
        of_process.count()
    }

    fn find_threads(&mut self, process: i32, look: Look) {
        for thread in numbered_folders(&format!("/proc/{process}/task")) {
            let is_known = |known: &Thread| known.process == process && known.thread == thread;
            if self.known.len() >= MOST_THREADS {
                return;
            }
            if !self.known.iter().any(is_known) {
                self.known.extend(Thread::begin(process, thread, look));
            }
        }
    }
}

impl Thread {
    /// None if it has ended already.
    fn begin(process: i32, thread: i32, look: Look) -> Option<Thread> {
        let files = Files::open(process, thread)?;
        let (counts, status) = (files.counts()?, files.status()?);
        if status.state == State::Ended {
            return None;
        }
        Some(Thread {
            process,
            thread,
            lane: Lane::begin(look.at, counts, &status),
            name: status.name,
            files,
        })
    }

    /// What is counted tells whether anything was done at all; only then it is worth asking what.
    fn show(&self) -> Shown {
        let Some(counts) = self.files.counts() else {
            return Shown::Gone;
        };
        if self.lane.has_not_moved(counts) {
            return Shown::Still;
        }
        match self.files.status() {
            Some(status) if status.state != State::Ended => Shown::Moved(counts, status),
            _ => Shown::Gone,
        }
    }

    fn stay(&mut self, look: Look, told: &mut Vec<ThreadSpan>) {
        let mut known = Vec::new();
        self.lane.stay(look, &mut known);
        self.tell(known, told);
    }

    fn go_on(&mut self, look: Look, counts: Counts, status: Status, told: &mut Vec<ThreadSpan>) {
        let mut known = Vec::new();
        self.lane.go_on(look, counts, &status, &mut known);
        self.name = status.name;
        self.tell(known, told);
    }

    /// It was there at the look before this one.
    fn end(self, look: Look, told: &mut Vec<ThreadSpan>) {
        let mut known = Vec::new();
        let Thread {
            process,
            thread,
            name,
            lane,
            ..
        } = self;
        lane.end(look.before, look.least, &mut known);
        told.extend(
            known
                .into_iter()
                .map(|stretch| span(process, thread, &name, stretch)),
        );
    }

    fn tell(&self, known: Vec<Stretch>, told: &mut Vec<ThreadSpan>) {
        let spans = known.into_iter();
        told.extend(spans.map(|stretch| span(self.process, self.thread, &self.name, stretch)));
    }
}

fn span(process: i32, thread: i32, name: &str, stretch: Stretch) -> ThreadSpan {
    let Stretch { activity, from, to } = stretch;
    ThreadSpan {
        process,
        thread,
        name: name.to_owned(),
        activity,
        from,
        to,
    }
}
