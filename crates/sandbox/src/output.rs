//! Collects what a program prints: in the order in which it comes, in pieces of 10 ms, and no more than allowed.

use crate::job::Event;
use std::time::Instant;

/// Output that was read and not yet handed on.
pub(crate) struct Pending {
    events: Vec<(Instant, Event)>,
    left: u64,
}

/// Which of the two streams.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    Out,
    Err,
}

impl Pending {
    pub fn new(limit: u64) -> Pending {
        Pending {
            events: Vec::new(),
            left: limit,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Adds bytes, as many as the limit leaves room for; false if they were too many.
    pub fn push(&mut self, stream: Stream, bytes: &[u8]) -> bool {
        let kept = bytes
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.left -= kept as u64;
        let kept_bytes = &bytes[..kept];
        match (self.events.last_mut(), stream) {
            _ if kept == 0 => {}
            (Some((_, Event::Stdout(last))), Stream::Out)
            | (Some((_, Event::Stderr(last))), Stream::Err) => {
                last.extend_from_slice(kept_bytes);
            }
            (_, Stream::Out) => self.add(Event::Stdout(kept_bytes.to_vec())),
            (_, Stream::Err) => self.add(Event::Stderr(kept_bytes.to_vec())),
        }
        kept == bytes.len()
    }

    fn add(&mut self, event: Event) {
        self.events.push((Instant::now(), event));
    }

    /// Takes everything collected so far, each with the time of its first byte.
    pub fn take(&mut self) -> Vec<(Instant, Event)> {
        std::mem::take(&mut self.events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(pending: &mut Pending) -> Vec<Event> {
        pending.take().into_iter().map(|(_, event)| event).collect()
    }

    #[test]
    fn neighbours_of_one_stream_become_one_event() {
        let mut pending = Pending::new(100);
        assert!(pending.push(Stream::Out, b"a"));
        assert!(pending.push(Stream::Out, b"b"));
        assert!(pending.push(Stream::Err, b"c"));
        assert!(pending.push(Stream::Out, b"d"));
        let expected = [
            Event::Stdout(b"ab".into()),
            Event::Stderr(b"c".into()),
            Event::Stdout(b"d".into()),
        ];
        assert_eq!(taken(&mut pending), expected);
        assert!(pending.is_empty());
    }

    #[test]
    fn the_prefix_is_kept() {
        let mut pending = Pending::new(3);
        assert!(pending.push(Stream::Out, b"ab"));
        assert!(!pending.push(Stream::Err, b"cd"));
        assert!(!pending.push(Stream::Err, b"e"));
        assert_eq!(
            taken(&mut pending),
            [Event::Stdout(b"ab".into()), Event::Stderr(b"c".into())]
        );
    }
}
