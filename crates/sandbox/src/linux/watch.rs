//! Watches what a whole tree uses: open files, and where no cgroup counts them, memory and tasks; in tier B the work folder.
//!
//! A cgroup counts exactly. Without one this is a sum of what `/proc` says now and then. What it does not say is refused
//! by the system call filter (shared memory without a name, pages in pipes), or so small that as much as there may be of
//! it does no harm (the buffers of sockets).

use super::folder_size::{FolderSize, folder_size};
use super::processes::{self, Mappings, Usage};
use super::tree::{Place, Tree};
use crate::job::{Limits, OPEN_FILES, Stopped};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// How often to look, if looking is quick.
const INTERVAL: Duration = Duration::from_millis(10);

/// Looking takes no more than this part of the time, as long as that lets it look often enough.
const SHARE: u32 = 8;

/// However long a look takes, the next one comes as soon as this: on a busy machine a look may be
/// interrupted for a second, and a program fills gigabytes in the eight that would follow from it.
const LONGEST_PAUSE: Duration = Duration::from_millis(100);

/// How often to look for the processes among all that the system has, which takes long where they are many.
const THOROUGHLY: Duration = Duration::from_millis(100);

/// How soon to look again when memory seems too large: for an instant, a program that is being
/// started shares its parent's memory and both seem to have it.
const SECOND_LOOK: Duration = Duration::from_millis(2);

/// How long it may take to find out what processes share; beyond it, what they seem to have is what they have.
const CLOSE_LOOK: Duration = Duration::from_millis(500);

/// How long a tree may hold as many tasks as it may have: then it does nothing but start more.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many looks there are from one at what is costly to see to the next; and how long it takes at the most until there is
/// the next, where looking is slow: what is taken is not to be given back before anybody has seen it.
const RARELY: u32 = 8;
const AT_THE_LATEST: Duration = Duration::from_millis(300);

/// Of how many processes the mappings are read in one look.
const MAPPINGS_A_LOOK: usize = 16;

/// What the kernel needs for as many mappings as a process may have.
const MANY_MAPPINGS: u64 = 16 << 20;

/// How often descriptors may be registered with epoll: a program that waits for many does it once for each.
const REGISTERED: u64 = 16 * OPEN_FILES;

/// What was seen by now.
#[derive(Debug, Default)]
pub(super) struct Seen {
    stopped: OnceLock<Stopped>,
    is_full: AtomicBool,
    most_tasks: AtomicU32,
}

impl Seen {
    /// The limit that is exceeded.
    pub fn stopped(&self) -> Option<Stopped> {
        self.stopped.get().copied()
    }

    /// Whether the tree held all the tasks that it may have when it was last looked at.
    pub fn is_full(&self) -> bool {
        self.is_full.load(Relaxed)
    }

    /// The most processes and threads that were there in any look.
    pub fn most_tasks(&self) -> u32 {
        self.most_tasks.load(Relaxed)
    }
}

/// The state of watching one run.
pub(super) struct Watch {
    tree: Arc<Tree>,
    limits: Limits,
    /// In tier B: the real folder, whose size nothing else limits.
    work_dir: Option<PathBuf>,
    seen: Arc<Seen>,
    next_thorough: Instant,
    next_costly: Instant,
    looks: u32,
    costly_looks: usize,
    too_large: bool,
    full_since: Option<Instant>,
    mappings: HashMap<i32, Mappings>,
}

impl Watch {
    pub fn new(
        tree: Arc<Tree>,
        limits: Limits,
        work_dir: Option<PathBuf>,
        seen: Arc<Seen>,
    ) -> Watch {
        Watch {
            tree,
            limits,
            work_dir,
            seen,
            next_thorough: Instant::now(),
            next_costly: Instant::now(),
            looks: 0,
            costly_looks: 0,
            too_large: false,
            full_since: None,
            mappings: HashMap::new(),
        }
    }

    /// Looks at the tree until it exceeds a limit.
    pub fn go_on(mut self) {
        loop {
            let started = Instant::now();
            if let Some(stopped) = self.look() {
                let _ = self.seen.stopped.set(stopped);
                return;
            }
            self.looks = self.looks.wrapping_add(1);
            std::thread::sleep(if self.too_large {
                SECOND_LOOK
            } else {
                (started.elapsed() * SHARE).clamp(INTERVAL, LONGEST_PAUSE)
            });
        }
    }

    fn look(&mut self) -> Option<Stopped> {
        let rarely = self.is_time_for_a_costly_look();
        if let Some(counters) = &self.tree.counters {
            let (tasks, no_memory) = (counters.tasks(), counters.memory_ran_out());
            let stopped = no_memory.then_some(Stopped::Memory);
            let stopped = stopped.or_else(|| self.tasks(tasks));
            if stopped.is_some() || !rarely {
                return stopped;
            }
        }
        let pids = self.pids();
        let usage: Usage = pids.iter().map(|pid| processes::usage(*pid)).sum();
        let is_counted = self.tree.counters.is_some();
        if rarely && !(is_counted && self.work_dir.is_none()) {
            self.read_mappings(&pids);
        }
        let summed = |watch: &mut Watch| {
            let stopped = watch.tasks(usage.tasks);
            stopped.or_else(|| watch.memory(&usage, &pids))
        };
        let stopped = if is_counted { None } else { summed(self) };
        stopped.or_else(|| {
            if rarely {
                self.files(&usage, &pids)
            } else {
                None
            }
        })
    }

    fn is_time_for_a_costly_look(&mut self) -> bool {
        let now = Instant::now();
        let it_is = self.looks.is_multiple_of(RARELY) || now >= self.next_costly;
        if it_is {
            self.next_costly = now + AT_THE_LATEST;
            self.costly_looks = self.costly_looks.wrapping_add(1);
        }
        it_is
    }

    fn pids(&mut self) -> Vec<i32> {
        let now = Instant::now();
        if now < self.next_thorough {
            return self.tree.most_processes();
        }
        self.next_thorough = now + THOROUGHLY;
        self.tree.processes()
    }

    fn tasks(&mut self, tasks: u32) -> Option<Stopped> {
        self.seen.most_tasks.fetch_max(tasks, Relaxed);
        let is_full = tasks >= self.limits.tasks;
        self.seen.is_full.store(is_full, Relaxed);
        if !is_full {
            self.full_since = None;
            return None;
        }
        let since = *self.full_since.get_or_insert_with(Instant::now);
        (tasks > self.limits.tasks || since.elapsed() > PATIENCE).then_some(Stopped::Processes)
    }

    /// The sum counts memory that processes share several times; only if it is too large, look closer.
    fn memory(&mut self, usage: &Usage, pids: &[i32]) -> Option<Stopped> {
        let many = self.mappings.values().filter(|found| found.are_many);
        let of_mappings = many.count() as u64 * MANY_MAPPINGS;
        let limit = self.limits.memory.saturating_sub(of_mappings);
        let is_too_large = usage.memory > limit && proportional_memory(pids) > limit;
        let was_too_large = std::mem::replace(&mut self.too_large, is_too_large);
        (is_too_large && was_too_large).then_some(Stopped::Memory)
    }

    /// Reads the mappings of some processes: those first of which none were read.
    fn read_mappings(&mut self, pids: &[i32]) {
        self.mappings.retain(|pid, _| pids.contains(pid));
        let below = self
            .work_dir
            .as_ref()
            .map(|path| path.display().to_string());
        let below = below.unwrap_or_default();
        let turn = self.costly_looks.wrapping_mul(MAPPINGS_A_LOOK);
        let (news, known): (Vec<i32>, Vec<i32>) = pids
            .iter()
            .partition(|pid| !self.mappings.contains_key(pid));
        let again = known.iter().cycle().skip(turn % known.len().max(1));
        let some = news.iter().chain(again.take(known.len()));
        let some: Vec<i32> = some.take(MAPPINGS_A_LOOK).copied().collect();
        for pid in some {
            self.mappings.insert(pid, processes::mappings(pid, &below));
        }
    }

    fn files(&self, usage: &Usage, pids: &[i32]) -> Option<Stopped> {
        let open = || {
            pids.iter()
                .map(|pid| processes::open_files(*pid))
                .sum::<u64>()
        };
        if usage.descriptor_slots > OPEN_FILES && open() > OPEN_FILES {
            return Some(Stopped::OpenFiles);
        }
        if self.tree.place == Place::Namespace && processes::sockets() > OPEN_FILES {
            return Some(Stopped::OpenFiles);
        }
        let registered = || pids.iter().map(|pid| processes::registered(*pid));
        if registered().sum::<u64>() > REGISTERED {
            return Some(Stopped::OpenFiles);
        }
        let size = folder_size(self.work_dir.as_ref()?, self.limits.files);
        // What cannot be seen is too much.
        let Some(FolderSize { bytes, files }) = size else {
            return Some(Stopped::Files);
        };
        let fits = bytes + self.unlinked(pids) <= super::WORK_FILES * self.limits.file_size
            && files <= self.limits.files;
        (!fits).then_some(Stopped::Files)
    }

    /// The bytes of files that have no name any more; of one that is mapped alone, as many as there may be.
    fn unlinked(&self, pids: &[i32]) -> u64 {
        let open: HashMap<_, _> = pids
            .iter()
            .flat_map(|pid| processes::unlinked_files(*pid))
            .collect();
        let known: HashSet<u64> = open.keys().map(|(_, number)| *number).collect();
        let mapped = self.mappings.values().flat_map(|found| &found.unlinked);
        let mapped: HashSet<&u64> = mapped.filter(|number| !known.contains(number)).collect();
        open.values().sum::<u64>() + mapped.len() as u64 * self.limits.file_size
    }
}

fn proportional_memory(pids: &[i32]) -> u64 {
    let end = Instant::now() + CLOSE_LOOK;
    let mut sum = 0;
    for pid in pids {
        if Instant::now() > end {
            return u64::MAX;
        }
        sum += processes::proportional_memory(*pid);
    }
    sum
}
