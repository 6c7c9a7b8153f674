//! One launcher that waits, so that a program need not wait for its launcher.

use super::start::Waiting;
use crate::job::Tier;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::Duration;

/// How long after one was taken the next is started: the program that took it has the processor first.
const PAUSE: Duration = Duration::from_millis(3);

/// At most one launcher that waits, shared by all copies of this.
#[derive(Clone, Debug)]
pub(crate) struct Spare(Arc<Place>);

#[derive(Debug)]
struct Place {
    launcher: PathBuf,
    tier: Tier,
    is_kept: AtomicBool,
    waiting: Mutex<Option<Waiting>>,
}

impl Spare {
    /// None waits, until [`Spare::keep`] is called.
    pub fn new(launcher: &Path, tier: Tier) -> Spare {
        Spare(Arc::new(Place {
            launcher: launcher.to_owned(),
            tier,
            is_kept: AtomicBool::new(false),
            waiting: Mutex::default(),
        }))
    }

    /// From now on one waits.
    pub fn keep(&self) {
        self.0.is_kept.store(true, Ordering::Relaxed);
        self.0.fill();
    }

    /// The one that waits, or a new one.
    pub fn take(&self) -> io::Result<Waiting> {
        let waiting = self.0.lock().take();
        if self.0.is_kept.load(Ordering::Relaxed) {
            tokio::spawn(fill_soon(Arc::downgrade(&self.0)));
        }
        match waiting.and_then(Waiting::if_it_lives) {
            Some(waiting) => Ok(waiting),
            None => self.0.start(),
        }
    }
}

impl Place {
    fn start(&self) -> io::Result<Waiting> {
        Waiting::start(&self.launcher, self.tier)
    }

    /// Has one wait; where it cannot be started, the run that needs it says why.
    fn fill(&self) {
        let mut waiting = self.lock();
        if waiting.is_none() {
            *waiting = self.start().ok();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Waiting>> {
        self.waiting
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// By then nobody may want it any more.
async fn fill_soon(place: Weak<Place>) {
    tokio::time::sleep(PAUSE).await;
    if let Some(place) = place.upgrade() {
        place.fill();
    }
}
