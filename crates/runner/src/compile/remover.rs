//! Removes work folders, on a thread that does nothing else: what a program leaves may take long to be removed, and
//! nobody has to wait for that.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long to wait before a folder that could not be removed is tried again: somebody was still writing to it.
const PAUSE: Duration = Duration::from_millis(50);

/// How long it is tried.
const PATIENCE: Duration = Duration::from_secs(10);

/// Has a folder removed soon.
pub(super) fn remove_soon(folder: PathBuf) {
    static REMOVER: OnceLock<Sender<PathBuf>> = OnceLock::new();
    if let Err(unsent) = REMOVER.get_or_init(start).send(folder) {
        remove_now(&unsent.0);
    }
}

/// Removes a folder, or says in the log that it is left.
pub(super) fn remove_now(folder: &Path) {
    if let Err(error) = sandbox::remove_folder(folder) {
        warn(folder, &error);
    }
}

fn warn(folder: &Path, error: &io::Error) {
    tracing::warn!(
        "the work folder {} cannot be removed and is left: {error}",
        folder.display()
    );
}

/// Starts the thread; without one, whoever drops a folder removes it.
fn start() -> Sender<PathBuf> {
    let (sender, folders) = channel();
    let builder = std::thread::Builder::new().name("remover".into());
    if let Err(error) = builder.spawn(move || work(&folders)) {
        tracing::warn!("work folders are removed without a thread of their own: {error}");
    }
    sender
}

fn work(folders: &Receiver<PathBuf>) {
    let mut left = Left::new(sandbox::remove_folder);
    loop {
        let next = match left.next_try() {
            Some(at) => folders.recv_timeout(at.saturating_duration_since(Instant::now())),
            None => folders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(folder) => left.try_first(folder, Instant::now()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        // Whatever came: those that are left are not to wait until nothing comes.
        for (folder, error) in left.try_again(Instant::now()) {
            warn(&folder, &error);
        }
    }
}

/// The folders that could not be removed yet.
struct Left<R> {
    remove: R,
    folders: Vec<Folder>,
}

struct Folder {
    path: PathBuf,
    next_try: Instant,
    last_try: Instant,
}

impl<R: FnMut(&Path) -> io::Result<()>> Left<R> {
    fn new(remove: R) -> Self {
        let folders = Vec::new();
        Left { remove, folders }
    }

    /// When something is to be tried again.
    fn next_try(&self) -> Option<Instant> {
        self.folders.iter().map(|folder| folder.next_try).min()
    }

    fn try_first(&mut self, path: PathBuf, now: Instant) {
        if let Err(error) = (self.remove)(&path) {
            tracing::debug!("{} cannot be removed yet: {error}", path.display());
            self.folders.push(Folder {
                path,
                next_try: now + PAUSE,
                last_try: now + PATIENCE,
            });
        }
    }

    /// Tries those whose time has come, and returns those that are given up.
    fn try_again(&mut self, now: Instant) -> Vec<(PathBuf, io::Error)> {
        let mut given_up = Vec::new();
        let all = std::mem::take(&mut self.folders).into_iter();
        let (due, waiting): (Vec<_>, Vec<_>) = all.partition(|folder| folder.next_try <= now);
        self.folders = waiting;
        for mut folder in due {
            match (self.remove)(&folder.path) {
                Ok(()) => {}
                Err(error) if now >= folder.last_try => given_up.push((folder.path, error)),
                Err(_) => {
                    folder.next_try = now + PAUSE;
                    self.folders.push(folder);
                }
            }
        }
        given_up
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::collections::HashMap;

    /// Folders that can be removed after so many attempts.
    struct Stubborn(RefCell<HashMap<PathBuf, u32>>);

    impl Stubborn {
        fn remove(&self, path: &Path) -> io::Result<()> {
            match self.0.borrow_mut().get_mut(path) {
                Some(attempts) if *attempts > 0 => {
                    *attempts -= 1;
                    Err(io::Error::other("somebody writes to it"))
                }
                _ => Ok(()),
            }
        }
    }

    fn stubborn(name: &str, attempts: u32) -> Stubborn {
        Stubborn(RefCell::new([(name.into(), attempts)].into()))
    }

    #[test]
    fn what_is_left_is_tried_again_also_while_others_come() {
        let folders = stubborn("busy", 3);
        let mut left = Left::new(|path: &Path| folders.remove(path));
        let start = Instant::now();
        left.try_first("busy".into(), start);
        assert_eq!(left.next_try(), Some(start + PAUSE));
        // More often than a folder is tried.
        for step in 1..=30 {
            let now = start + step * PAUSE / 5;
            left.try_first(format!("other-{step}").into(), now);
            assert!(left.try_again(now).is_empty());
        }
        assert_eq!(left.next_try(), None, "it has been removed");
        assert_eq!(folders.0.borrow()[Path::new("busy")], 0);
    }

    #[test]
    fn what_cannot_be_removed_is_told_and_no_longer_tried() {
        let folders = stubborn("held", u32::MAX);
        let mut left = Left::new(|path: &Path| folders.remove(path));
        let start = Instant::now();
        left.try_first("held".into(), start);
        assert!(left.try_again(start + PATIENCE - PAUSE).is_empty());
        let given_up = left.try_again(start + PATIENCE);
        assert_eq!(given_up.len(), 1);
        assert_eq!(given_up[0].0, Path::new("held"));
        assert_eq!(left.next_try(), None);
    }
}
