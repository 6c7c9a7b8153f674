//! The way of a run's events to whoever asked for it. Nobody waits at it to send, but who fetches a program's output waits
//! for room first: a client that does not read holds up its own program, and no memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use anyhow::Context;
use tokio::sync::{Notify, mpsc};

use super::event::Event;

/// As many events may wait for somebody who takes them.
const MOST: usize = 1_024;

/// How long to wait until one is taken; then nobody is there.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where events go in. When nobody listens any more, the run is being ended anyway.
#[derive(Debug)]
pub(crate) struct EventSink {
    sender: mpsc::UnboundedSender<Event>,
    shared: Arc<Shared>,
}

/// Where they come out.
#[derive(Debug)]
pub(crate) struct EventReceiver {
    receiver: mpsc::UnboundedReceiver<Event>,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: AtomicUsize,
    taken: Notify,
}

/// Both ends.
pub(crate) fn event_channel() -> (EventSink, EventReceiver) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let shared = Arc::new(Shared::default());
    let events = EventReceiver {
        receiver,
        shared: Arc::clone(&shared),
    };
    (EventSink { sender, shared }, events)
}

impl EventSink {
    /// Sends an event.
    pub(crate) fn send(&self, event: Event) {
        self.shared.waiting.fetch_add(1, Relaxed);
        let _ = self.sender.send(event);
    }

    /// Waits until there is room for more.
    pub(crate) async fn room(&self) -> anyhow::Result<()> {
        loop {
            let taken = self.shared.taken.notified();
            if self.shared.waiting.load(Relaxed) < MOST {
                return Ok(());
            }
            let taken = tokio::time::timeout(PATIENCE, taken).await;
            taken.context("nobody takes what the program prints")?;
        }
    }
}

impl EventReceiver {
    /// The next event; none after the last.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        let event = self.receiver.recv().await?;
        self.shared.waiting.fetch_sub(1, Relaxed);
        self.shared.taken.notify_one();
        Some(event)
    }

    /// The next event that is there already.
    #[cfg(test)]
    pub(crate) fn try_next(&mut self) -> Option<Event> {
        self.receiver.try_recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_fetches_output_waits_for_those_who_take_it() {
        let (sink, mut receiver) = event_channel();
        for _ in 0..MOST {
            sink.room().await.unwrap();
            sink.send(Event::Compiling);
        }
        let full = tokio::time::timeout(PATIENCE / 2, sink.room());
        assert!(full.await.is_err(), "there is room for one more");
        receiver.next().await.unwrap();
        sink.room().await.unwrap();
        sink.send(Event::Compiling);
        assert!(sink.room().await.is_err(), "nobody is there");
    }
}
