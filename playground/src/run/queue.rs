//! Readers take turns: one who asks for thirty runs does not make another wait for all of them. A place is given back
//! when its holder is dropped, however that happens.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::Context;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// All places are taken.
#[derive(Debug, thiserror::Error)]
#[error("many programs are running: try again in a moment")]
pub struct Busy;

/// A reader, as far as readers can be told apart.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Reader(pub String);

/// The runs that are inside: a few that run, and a bounded number that wait.
#[derive(Clone, Debug)]
pub struct Queue {
    permits: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Places that one reader alone may take.
    share: usize,
    line: Arc<Line>,
}

#[derive(Debug)]
struct Line {
    waiting: Mutex<Waiting>,
    moved: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Waiting {
    /// The last number given out: among those of one round, first come is first served.
    last: u64,
    /// The round of the one who was served last. A new reader begins there, and each run of a reader is one round
    /// after the reader's run before: so the line holds one run of each reader, then the second of each, and so on.
    round: u64,
    last_rounds: HashMap<Reader, u64>,
    inside: HashMap<Reader, usize>,
    tickets: BTreeSet<Number>,
}

/// The round, and the number within it.
type Number = (u64, u64);

/// A place inside.
#[derive(Debug)]
pub struct Place {
    queue: Queue,
    reader: Reader,
    _place: OwnedSemaphorePermit,
}

/// The right to run.
#[derive(Debug)]
pub struct Permit {
    _permit: OwnedSemaphorePermit,
}

/// A number in the line, taken out of it on drop.
struct Ticket<'a> {
    number: Number,
    line: &'a Line,
}

impl Queue {
    /// A queue with room for this many runs at once, and this many that wait. A quarter of those who wait are others
    /// than the reader who waits most.
    pub fn new(at_once: usize, waiting: usize) -> Self {
        Queue {
            permits: Arc::new(Semaphore::new(at_once)),
            places: Arc::new(Semaphore::new(at_once + waiting)),
            share: at_once + waiting - waiting / 4,
            line: Arc::new(Line {
                waiting: Mutex::default(),
                moved: watch::Sender::new(()),
            }),
        }
    }

    /// Takes a place, if there is one for this reader.
    pub fn enter(&self, reader: &Reader) -> Result<Place, Busy> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| Busy)?;
        let mut waiting = self.line.lock();
        let inside = waiting.inside.entry(reader.clone()).or_default();
        if *inside >= self.share {
            return Err(Busy);
        }
        *inside += 1;
        Ok(Place {
            queue: self.clone(),
            reader: reader.clone(),
            _place: place,
        })
    }

    /// Whether a run that came now would begin at once.
    pub fn is_idle(&self) -> bool {
        self.permits.available_permits() > 0 && self.line.lock().tickets.is_empty()
    }

    /// Waits until somebody has to wait for a turn.
    pub async fn somebody_waits(&self) {
        let mut moved = self.line.moved.subscribe();
        while self.line.lock().tickets.is_empty() {
            if moved.changed().await.is_err() {
                return;
            }
        }
    }
}

impl Place {
    /// Waits until it is this run's turn; `tell` hears the position in the line, 1 being the next, if there is a line.
    pub async fn turn(&self, mut tell: impl FnMut(usize)) -> anyhow::Result<Permit> {
        let line = &self.queue.line;
        let permits = &self.queue.permits;
        let mut moved = line.moved.subscribe();
        let ticket = line.join(&self.reader);
        if ticket.position() == 1
            && let Ok(permit) = Arc::clone(permits).try_acquire_owned()
        {
            return Ok(ticket.is_served(permit));
        }
        // Others may stand behind this one now, who were the next until it came.
        line.moved.send_replace(());
        let mut told = 0;
        loop {
            let position = ticket.position();
            if position != told {
                tell(position);
                told = position;
            }
            if position > 1 {
                moved.changed().await.context("the queue is closed")?;
                continue;
            }
            tokio::select! {
                permit = Arc::clone(permits).acquire_owned() => {
                    return Ok(ticket.is_served(permit.context("the queue is closed")?));
                }
                moved = moved.changed() => moved.context("the queue is closed")?,
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self.queue.line.lock();
        if let Some(inside) = waiting.inside.get_mut(&self.reader) {
            *inside -= 1;
            if *inside == 0 {
                waiting.inside.remove(&self.reader);
            }
        }
    }
}

impl Line {
    fn join(&self, reader: &Reader) -> Ticket<'_> {
        let mut waiting = self.lock();
        let now = waiting.round;
        waiting.last_rounds.retain(|_, last| *last >= now);
        let after_own_last = waiting.last_rounds.get(reader).map(|last| last + 1);
        let round = after_own_last.unwrap_or(now);
        waiting.last_rounds.insert(reader.clone(), round);
        waiting.last += 1;
        let number = (round, waiting.last);
        waiting.tickets.insert(number);
        Ticket { number, line: self }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Ticket<'_> {
    fn position(&self) -> usize {
        self.line.lock().tickets.range(..=self.number).count()
    }

    fn is_served(&self, permit: OwnedSemaphorePermit) -> Permit {
        let mut waiting = self.line.lock();
        waiting.round = waiting.round.max(self.number.0);
        Permit { _permit: permit }
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.line.lock().tickets.remove(&self.number);
        self.line.moved.send_replace(());
    }
}

#[cfg(test)]
mod tests;
