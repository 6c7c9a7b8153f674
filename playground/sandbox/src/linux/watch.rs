//! Watches what a whole tree uses: memory, tasks, open files, and in tier B the work folder.

use super::processes::{self, Usage};
use super::tree::Tree;
use crate::job::{Limits, Stopped};
use std::fs;
use std::path::{Path, PathBuf};
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

/// How long a tree may hold as many tasks as it may have: then it does nothing but start more.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many looks there are from one at what is costly to see to the next.
const RARELY: u32 = 8;

/// Open files of all processes together; each of them may hold memory of the kernel's.
const OPEN_FILES: u64 = 4096;

/// The state of watching one run.
pub(super) struct Watch<'a> {
    tree: &'a Tree,
    limits: &'a Limits,
    /// In tier B: the real folder, whose size nothing else limits.
    work_dir: Option<PathBuf>,
    next: Instant,
    next_thorough: Instant,
    looks: u32,
    too_large: bool,
    full_since: Option<Instant>,
}

impl<'a> Watch<'a> {
    pub fn new(tree: &'a Tree, limits: &'a Limits, work_dir: Option<PathBuf>) -> Watch<'a> {
        Watch {
            tree,
            limits,
            work_dir,
            next: Instant::now(),
            next_thorough: Instant::now(),
            looks: 0,
            too_large: false,
            full_since: None,
        }
    }

    /// How long to wait before the next look.
    pub fn pause(&self) -> Duration {
        self.next.saturating_duration_since(Instant::now())
    }

    /// Whether the tree held all the tasks that it may have when it was last looked at.
    pub fn is_full(&self) -> bool {
        self.full_since.is_some()
    }

    /// Looks at the tree if it is time, and says which limit it exceeds.
    pub fn look(&mut self) -> Option<Stopped> {
        let started = Instant::now();
        if started < self.next {
            return None;
        }
        let pids = if started < self.next_thorough {
            self.tree.most_processes()
        } else {
            self.next_thorough = started + THOROUGHLY;
            self.tree.processes()
        };
        let usage: Usage = pids.iter().map(|pid| processes::usage(*pid)).sum();
        let stopped = self
            .tasks(usage.tasks)
            .or_else(|| self.memory(&usage, &pids))
            .or_else(|| self.rarely(&usage, &pids));
        self.looks += 1;
        let pause = if self.too_large {
            SECOND_LOOK
        } else {
            (started.elapsed() * SHARE).clamp(INTERVAL, LONGEST_PAUSE)
        };
        self.next = Instant::now() + pause;
        stopped
    }

    fn tasks(&mut self, tasks: u32) -> Option<Stopped> {
        if tasks < self.limits.tasks {
            self.full_since = None;
            return None;
        }
        let since = *self.full_since.get_or_insert_with(Instant::now);
        (tasks > self.limits.tasks || since.elapsed() > PATIENCE).then_some(Stopped::Processes)
    }

    /// The sum counts memory that processes share several times; only if it is too large, look closer.
    fn memory(&mut self, usage: &Usage, pids: &[i32]) -> Option<Stopped> {
        let is_too_large = usage.memory > self.limits.memory
            && pids
                .iter()
                .map(|pid| processes::proportional_memory(*pid))
                .sum::<u64>()
                > self.limits.memory;
        let was_too_large = std::mem::replace(&mut self.too_large, is_too_large);
        (is_too_large && was_too_large).then_some(Stopped::Memory)
    }

    fn rarely(&self, usage: &Usage, pids: &[i32]) -> Option<Stopped> {
        if !self.looks.is_multiple_of(RARELY) {
            return None;
        }
        if processes::shared_mappings(pids) > self.limits.memory {
            return Some(Stopped::Memory);
        }
        let open = || {
            pids.iter()
                .map(|pid| processes::open_files(*pid))
                .sum::<u64>()
        };
        if usage.descriptor_slots > OPEN_FILES && open() > OPEN_FILES {
            return Some(Stopped::Files);
        }
        let size = folder_size(self.work_dir.as_ref()?);
        let fits = size.bytes <= super::WORK_FILES * self.limits.file_size
            && size.files <= self.limits.files;
        (!fits).then_some(Stopped::Files)
    }
}

#[derive(Default)]
struct FolderSize {
    bytes: u64,
    files: u64,
}

fn folder_size(path: &Path) -> FolderSize {
    let mut size = FolderSize::default();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(found) = entry.metadata() else {
                continue;
            };
            size.files += 1;
            size.bytes += found.len();
            if found.is_dir() {
                folders.push(entry.path());
            }
        }
    }
    size
}
