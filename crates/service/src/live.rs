//! How the last build went, for the pages that are open.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// How the last build went.
#[derive(Clone, Debug, PartialEq)]
pub enum BookEvent {
    /// The book was built; the number changes with what it holds.
    Built(u64),
    /// The book could not be built; the text says why.
    Broken(String),
    /// The server is about to end: pages that wait ask again, and find another.
    Closing,
}

/// The last build, told to whoever asks and to whoever is listening.
#[derive(Debug)]
pub struct Live {
    last: watch::Sender<BookEvent>,
    places: Arc<Semaphore>,
}

impl Live {
    /// The state after the first build; so many pages may wait for the next.
    pub fn new(first: BookEvent, places: usize) -> Self {
        Live {
            places: Arc::new(Semaphore::new(places)),
            last: watch::Sender::new(first),
        }
    }

    /// The last build, and every one that follows, with the place of the page that waits for it, which is to be held as
    /// long; none if all places are taken.
    pub(crate) fn subscribe(&self) -> Option<(watch::Receiver<BookEvent>, OwnedSemaphorePermit)> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        Some((self.last.subscribe(), place))
    }

    /// Tells of a build.
    pub fn publish(&self, event: BookEvent) {
        self.last.send_replace(event);
    }
}
