//! Reads both streams of a program, in the order in which it wrote to them where the system tells.

#[cfg(target_os = "linux")]
use crate::linux::turns::{Turn, Turns};
use crate::output::{Pending, Stream};
#[cfg(not(target_os = "linux"))]
use crate::turns::{Turn, Turns};
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::oneshot;

/// The two streams, and what was read of them.
pub(crate) struct Streams<O, E> {
    stdout: Source<O>,
    stderr: Source<E>,
    coming_turns: Option<oneshot::Receiver<Turns>>,
    turns: Option<Turns>,
    /// Whether a write to standard error was let happen.
    given: bool,
    /// Read and not yet handed on.
    pub pending: Pending,
}

struct Source<R> {
    pipe: R,
    bytes: Vec<u8>,
    is_open: bool,
}

impl<O: AsyncRead + Unpin, E: AsyncRead + Unpin> Streams<O, E> {
    /// No more than `limit` bytes are kept of both together.
    pub fn new(
        stdout: O,
        stderr: E,
        coming_turns: Option<oneshot::Receiver<Turns>>,
        limit: u64,
    ) -> Self {
        Streams {
            stdout: Source::new(stdout),
            stderr: Source::new(stderr),
            coming_turns,
            turns: None,
            given: false,
            pending: Pending::new(limit),
        }
    }

    /// Whether there may be more.
    pub fn are_open(&self) -> bool {
        self.stdout.is_open || self.stderr.is_open
    }

    /// Waits for the next news; false if there was too much of it.
    pub async fn read(&mut self) -> bool {
        let Streams { stdout, stderr, .. } = self;
        tokio::select! {
            read = stdout.pipe.read(&mut stdout.bytes), if stdout.is_open => self.take_stdout(read),
            read = stderr.pipe.read(&mut stderr.bytes), if stderr.is_open => self.take_stderr(read),
            turn = next(&self.turns), if self.turns.is_some() => self.give(turn),
            turns = arrival(&mut self.coming_turns), if self.coming_turns.is_some() => {
                self.coming_turns = None;
                self.turns = turns;
                true
            }
        }
    }

    fn take_stdout(&mut self, read: io::Result<usize>) -> bool {
        // Since the last turn was given, nothing was written to standard error but what that let in, and before it there
        // was nothing left on standard output.
        let before = self.stderr_so_far();
        let fits = self.pending.push(Stream::Err, &before);
        let read = self.stdout.done(read);
        self.pending.push(Stream::Out, &self.stdout.bytes[..read]) && fits
    }

    fn take_stderr(&mut self, read: io::Result<usize>) -> bool {
        let read = self.stderr.done(read);
        self.pending.push(Stream::Err, &self.stderr.bytes[..read])
    }

    /// Somebody is about to write to standard error: what was written to standard output before comes first.
    fn give(&mut self, turn: Option<Turn>) -> bool {
        let earlier = self.stderr_so_far();
        let (Some(turns), Some(turn)) = (&self.turns, turn) else {
            self.turns = None;
            return self.pending.push(Stream::Err, &earlier);
        };
        let before = turns.stdout_so_far();
        turns.grant(turn);
        self.given = true;
        let fits = self.pending.push(Stream::Err, &earlier);
        self.pending.push(Stream::Out, &before) && fits
    }

    fn stderr_so_far(&self) -> Vec<u8> {
        match &self.turns {
            Some(turns) if self.given => turns.stderr_so_far(),
            _ => Vec::new(),
        }
    }
}

impl<R> Source<R> {
    fn new(pipe: R) -> Self {
        Source {
            pipe,
            bytes: vec![0; 16 * 1024],
            is_open: true,
        }
    }

    /// How much was read; at the end, or after a failure, there is nothing more.
    fn done(&mut self, read: io::Result<usize>) -> usize {
        let read = read.unwrap_or(0);
        self.is_open &= read > 0;
        read
    }
}

async fn next(turns: &Option<Turns>) -> Option<Turn> {
    turns.as_ref()?.next().await
}

async fn arrival(coming: &mut Option<oneshot::Receiver<Turns>>) -> Option<Turns> {
    coming.as_mut()?.await.ok()
}
