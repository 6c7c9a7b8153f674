//! First come, first served; a place is given back when its holder is dropped, however that happens.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::Context;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// All places are taken.
#[derive(Debug, thiserror::Error)]
#[error("many programs are running: try again in a moment")]
pub struct Busy;

/// The runs that are inside: a few that run, and a bounded number that wait.
#[derive(Clone, Debug)]
pub struct Queue {
    permits: Arc<Semaphore>,
    places: Arc<Semaphore>,
    line: Arc<Line>,
}

#[derive(Debug)]
struct Line {
    waiting: Mutex<Waiting>,
    moved: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Waiting {
    last: u64,
    numbers: BTreeSet<u64>,
}

/// A place inside.
#[derive(Debug)]
pub struct Place {
    queue: Queue,
    _place: OwnedSemaphorePermit,
}

/// The right to run.
#[derive(Debug)]
pub struct Permit {
    _permit: OwnedSemaphorePermit,
}

/// A number in the line, taken out of it on drop.
struct Ticket<'a> {
    number: u64,
    line: &'a Line,
}

impl Queue {
    /// A queue with room for this many runs at once, and this many that wait.
    pub fn new(at_once: usize, waiting: usize) -> Self {
        Queue {
            permits: Arc::new(Semaphore::new(at_once)),
            places: Arc::new(Semaphore::new(at_once + waiting)),
            line: Arc::new(Line {
                waiting: Mutex::default(),
                moved: watch::Sender::new(()),
            }),
        }
    }

    /// Takes a place, if there is one.
    pub fn enter(&self) -> Result<Place, Busy> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        Ok(Place {
            queue: self.clone(),
            _place: place.map_err(|_| Busy)?,
        })
    }
}

impl Place {
    /// Waits until it is this run's turn; `tell` hears the position in the line, 1 being the next, if there is a line.
    pub async fn turn(&self, mut tell: impl FnMut(usize)) -> anyhow::Result<Permit> {
        let line = &self.queue.line;
        let permits = &self.queue.permits;
        let mut moved = line.moved.subscribe();
        let ticket = line.join();
        if ticket.position() == 1
            && let Ok(permit) = Arc::clone(permits).try_acquire_owned()
        {
            return Ok(Permit { _permit: permit });
        }
        let mut told = 0;
        loop {
            let position = ticket.position();
            if position != told {
                tell(position);
                told = position;
            }
            if position == 1 {
                let permit = Arc::clone(permits).acquire_owned().await;
                return Ok(Permit {
                    _permit: permit.context("the queue is closed")?,
                });
            }
            moved.changed().await.context("the queue is closed")?;
        }
    }
}

impl Line {
    fn join(&self) -> Ticket<'_> {
        let mut waiting = self.lock();
        waiting.last += 1;
        let number = waiting.last;
        waiting.numbers.insert(number);
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
        self.line.lock().numbers.range(..=self.number).count()
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.line.lock().numbers.remove(&self.number);
        self.line.moved.send_replace(());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn beyond_the_bound_nobody_enters() {
        let queue = Queue::new(1, 1);
        let first = queue.enter().unwrap();
        let _second = queue.enter().unwrap();
        assert!(queue.enter().is_err());
        drop(first);
        assert!(queue.enter().is_ok());
    }

    #[tokio::test]
    async fn those_who_wait_are_served_in_their_order() {
        let queue = Queue::new(1, 10);
        let place = queue.enter().unwrap();
        let permit = place
            .turn(|_| panic!("the first need not wait"))
            .await
            .unwrap();
        let (served, mut order) = tokio::sync::mpsc::unbounded_channel();
        for number in 0..5 {
            let (queue, served) = (queue.clone(), served.clone());
            tokio::spawn(async move {
                let place = queue.enter().unwrap();
                let _permit = place.turn(|_| ()).await.unwrap();
                served.send(number).unwrap();
            });
            tokio::task::yield_now().await;
        }
        drop(permit);
        for number in 0..5 {
            assert_eq!(order.recv().await, Some(number));
        }
    }

    #[tokio::test]
    async fn who_leaves_the_line_makes_room_in_it() {
        let queue = Queue::new(1, 10);
        let place = queue.enter().unwrap();
        let _permit = place.turn(|_| ()).await.unwrap();
        let (told, mut positions) = tokio::sync::mpsc::unbounded_channel();
        let impatient = {
            let queue = queue.clone();
            tokio::spawn(async move { queue.enter().unwrap().turn(|_| ()).await })
        };
        tokio::task::yield_now().await;
        tokio::spawn(async move {
            let place = queue.enter().unwrap();
            place.turn(|position| told.send(position).unwrap()).await
        });
        assert_eq!(positions.recv().await, Some(2));
        impatient.abort();
        assert_eq!(positions.recv().await, Some(1));
    }
}
