//! Clients take turns: one who asks for thirty runs does not make another wait for all of them. A place is given back
//! when its ticket is dropped, however that happens.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::Context;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError, watch};

/// Why a run is not begun. Another server may begin it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Busy {
    /// All places are taken.
    #[error("many programs are running: try again in a moment")]
    Full,
    /// The server ends as soon as the runs that are inside have ended.
    #[error("this server is about to end: try again in a moment")]
    Closing,
}

/// A client, as far as clients can be told apart.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct ClientId(pub String);

/// The runs that are inside: a few that run, and a bounded number that wait.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    permits: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Places that one client alone may take.
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
    /// The round of the one who was served last. A new client begins there, and each run of a client is one round
    /// after the client's run before: so the line holds one run of each client, then the second of each, and so on.
    round: u64,
    last_rounds: HashMap<ClientId, u64>,
    inside: HashMap<ClientId, usize>,
    waiters: BTreeSet<Number>,
}

/// The round, and the number within it.
type Number = (u64, u64);

/// How full a queue is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Runs that were let in and have not ended.
    pub inside: usize,
    /// Those of them that wait for their turn.
    pub waiting: usize,
}

/// The right to a place inside.
#[derive(Debug)]
pub(crate) struct Ticket {
    queue: Queue,
    client: ClientId,
    _place: OwnedSemaphorePermit,
}

/// The right to run.
#[derive(Debug)]
pub(crate) struct Permit {
    _permit: OwnedSemaphorePermit,
}

/// A number in the line, taken out of it on drop.
struct Waiter<'a> {
    number: Number,
    line: &'a Line,
}

impl Queue {
    /// A queue with room for this many runs at once, and this many that wait. A quarter of those who wait are others
    /// than the client who waits most.
    pub(crate) fn new(at_once: usize, waiting: usize) -> Self {
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

    /// Takes a place, if there is one for this client.
    pub(crate) fn enter(&self, client: &ClientId) -> Result<Ticket, Busy> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|why| match why {
            TryAcquireError::NoPermits => Busy::Full,
            TryAcquireError::Closed => Busy::Closing,
        })?;
        let mut waiting = self.line.lock();
        let inside = waiting.inside.entry(client.clone()).or_default();
        if *inside >= self.share {
            return Err(Busy::Full);
        }
        *inside += 1;
        Ok(Ticket {
            queue: self.clone(),
            client: client.clone(),
            _place: place,
        })
    }

    /// Whether a run that came now would begin at once.
    pub(crate) fn is_idle(&self) -> bool {
        self.permits.available_permits() > 0 && self.line.lock().waiters.is_empty()
    }

    /// Lets nobody in any more; who is inside is served.
    pub(crate) fn close(&self) {
        self.places.close();
    }

    /// Whether nobody is let in any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.places.is_closed()
    }

    /// How many are inside, and how many of them wait.
    pub(crate) fn load(&self) -> Load {
        let line = self.line.lock();
        Load {
            inside: line.inside.values().sum(),
            waiting: line.waiters.len(),
        }
    }

    /// Waits until nobody is inside.
    pub(crate) async fn emptied(&self) {
        let mut moved = self.line.moved.subscribe();
        while self.load().inside > 0 {
            if moved.changed().await.is_err() {
                return;
            }
        }
    }

    /// Waits until somebody has to wait for a turn.
    pub(crate) async fn somebody_waits(&self) {
        let mut moved = self.line.moved.subscribe();
        while self.line.lock().waiters.is_empty() {
            if moved.changed().await.is_err() {
                return;
            }
        }
    }
}

impl Ticket {
    /// Waits until it is this run's turn; `on_position` hears the position in the line, 1 being the next, if there is a line.
    pub(crate) async fn turn(&self, mut on_position: impl FnMut(usize)) -> anyhow::Result<Permit> {
        let line = &self.queue.line;
        let permits = &self.queue.permits;
        let mut moved = line.moved.subscribe();
        let waiter = line.join(&self.client);
        if waiter.position() == 1
            && let Ok(permit) = Arc::clone(permits).try_acquire_owned()
        {
            return Ok(waiter.is_served(permit));
        }
        // Others may stand behind this one now, who were the next until it came.
        line.moved.send_replace(());
        let mut told = 0;
        loop {
            let position = waiter.position();
            if position != told {
                on_position(position);
                told = position;
            }
            if position > 1 {
                moved.changed().await.context("the queue is closed")?;
                continue;
            }
            tokio::select! {
                permit = Arc::clone(permits).acquire_owned() => {
                    return Ok(waiter.is_served(permit.context("the queue is closed")?));
                }
                moved = moved.changed() => moved.context("the queue is closed")?,
            }
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut waiting = self.queue.line.lock();
        if let Some(inside) = waiting.inside.get_mut(&self.client) {
            *inside -= 1;
            if *inside == 0 {
                waiting.inside.remove(&self.client);
            }
        }
        drop(waiting);
        self.queue.line.moved.send_replace(());
    }
}

impl Line {
    fn join(&self, client: &ClientId) -> Waiter<'_> {
        let mut waiting = self.lock();
        let now = waiting.round;
        waiting.last_rounds.retain(|_, last| *last >= now);
        let after_own_last = waiting.last_rounds.get(client).map(|last| last + 1);
        let round = after_own_last.unwrap_or(now);
        waiting.last_rounds.insert(client.clone(), round);
        waiting.last += 1;
        let number = (round, waiting.last);
        waiting.waiters.insert(number);
        Waiter { number, line: self }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Waiter<'_> {
    fn position(&self) -> usize {
        self.line.lock().waiters.range(..=self.number).count()
    }

    fn is_served(&self, permit: OwnedSemaphorePermit) -> Permit {
        let mut waiting = self.line.lock();
        waiting.round = waiting.round.max(self.number.0);
        Permit { _permit: permit }
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.line.lock().waiters.remove(&self.number);
        self.line.moved.send_replace(());
    }
}

#[cfg(test)]
mod tests;
