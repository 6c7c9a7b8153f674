//! The server's side of one run: reads the pipes, keeps the output limit, learns the end.

use crate::job::{Event, Exit, Limits, Stopped};
#[cfg(target_os = "linux")]
use crate::linux::turns::Turns;
use crate::streams::Streams;
use crate::threads::Threads;
#[cfg(not(target_os = "linux"))]
use crate::turns::Turns;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncRead;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};

/// How long output is collected before it is handed on.
const COALESCE: Duration = Duration::from_millis(10);

/// How long the pipes are still read after the end; they close at once unless a process escaped.
const DRAIN: Duration = Duration::from_millis(500);

/// A program that runs. Dropping it kills the program and everything that it started.
pub struct Running {
    events: mpsc::Receiver<Timed>,
    driver: JoinHandle<()>,
    kill: Kill,
}

/// An event, and when it happened, counted from the beginning of the run.
type Timed = (Duration, Event);

/// Kills a program; it may be called more than once, and from anywhere.
pub(crate) type Kill = Arc<dyn Fn() + Send + Sync>;

impl Running {
    /// Waits for what happens next: output, coalesced over 10 ms, and at last [`Event::Exit`].
    pub async fn next(&mut self) -> Option<Event> {
        let (_, event) = self.next_timed().await?;
        Some(event)
    }

    /// Likewise, with the time since the run began: that of output is when the first byte of it came.
    pub async fn next_timed(&mut self) -> Option<(Duration, Event)> {
        self.events.recv().await
    }

    pub(crate) fn start<O, E>(run: Run<O, E>) -> Running
    where
        O: AsyncRead + Unpin + Send + 'static,
        E: AsyncRead + Unpin + Send + 'static,
    {
        let (sender, events) = mpsc::channel(16);
        let kill = Arc::clone(&run.kill);
        let driver = tokio::spawn(async move {
            // Nobody listens any more: ending here drops the run, and with it the program.
            let _ = run.drive(&sender).await;
        });
        Running {
            events,
            driver,
            kill,
        }
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Running").finish_non_exhaustive()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Here and now: the driver is only dropped when its runtime comes round to it.
        (self.kill)();
        self.driver.abort();
    }
}

/// What is needed to follow a program: dropping it must kill the program.
pub(crate) struct Run<O, E> {
    /// When the run began.
    pub began: std::time::Instant,
    pub stdout: O,
    pub stderr: E,
    /// Brings what tells of writes to standard error before they happen, where the system does.
    pub turns: Option<oneshot::Receiver<Turns>>,
    /// Brings what its threads do, where that is wanted.
    pub threads: Option<mpsc::UnboundedReceiver<Threads>>,
    /// Resolves when the program has ended.
    pub end: Pin<Box<dyn Future<Output = Exit> + Send>>,
    /// Kills the program; `end` resolves soon after.
    pub kill: Kill,
    pub limits: Limits,
    /// When to kill the program from here; later than the launcher would, where there is one.
    pub deadline: Duration,
}

impl<O: AsyncRead + Unpin, E: AsyncRead + Unpin> Run<O, E> {
    async fn drive(
        self,
        events: &mpsc::Sender<Timed>,
    ) -> Result<(), mpsc::error::SendError<Timed>> {
        let mut streams = Streams::new(self.stdout, self.stderr, self.turns, self.limits.output);
        let now = Instant::now();
        let mut course = Course {
            began: self.began,
            threads: self.threads,
            end: self.end,
            kill: self.kill,
            exit: None,
            stopped: None,
            flush_at: now,
            give_up_at: now + self.deadline,
        };
        while streams.are_open() || course.exit.is_none() {
            match course.step(&mut streams, events).await? {
                Next::On => {}
                Next::Over => break,
                Next::NobodyListens => return Ok(()),
            }
            // However fast one thing comes after another, the server's other work comes in between.
            tokio::task::yield_now().await;
        }
        flush(&mut streams, events, course.began).await?;
        let unreported = || Exit::failed("the end of the program was not reported");
        let mut exit = course.exit.unwrap_or_else(unreported);
        exit.stopped = course.stopped.or(exit.stopped);
        conclude(events, course.began, course.threads, exit).await
    }
}

/// How far a run has come.
struct Course {
    began: std::time::Instant,
    threads: Option<mpsc::UnboundedReceiver<Threads>>,
    end: Pin<Box<dyn Future<Output = Exit> + Send>>,
    kill: Kill,
    exit: Option<Exit>,
    stopped: Option<Stopped>,
    /// When what was collected is handed on.
    flush_at: Instant,
    /// When nothing more is waited for.
    give_up_at: Instant,
}

/// What comes after something has happened.
enum Next {
    On,
    Over,
    NobodyListens,
}

impl Course {
    /// Waits for the next thing that happens.
    async fn step(
        &mut self,
        streams: &mut Streams<impl AsyncRead + Unpin, impl AsyncRead + Unpin>,
        events: &mpsc::Sender<Timed>,
    ) -> Result<Next, mpsc::error::SendError<Timed>> {
        let was_empty = streams.pending.is_empty();
        let mut fits = true;
        tokio::select! {
            read = streams.read(), if streams.are_open() => fits = read,
            exit = &mut self.end, if self.exit.is_none() => {
                self.exit = Some(exit);
                self.give_up_at = Instant::now() + DRAIN;
            },
            () = sleep_until(self.flush_at), if !was_empty => flush(streams, events, self.began).await?,
            threads = news(&mut self.threads), if self.threads.is_some() => match threads {
                Some(threads) => events.send((self.began.elapsed(), Event::Threads(threads))).await?,
                None => self.threads = None,
            },
            () = sleep_until(self.give_up_at) => match self.is_given_up() {
                true => return Ok(Next::Over),
                false => (self.kill)(),
            },
            () = events.closed() => return Ok(Next::NobodyListens),
        }
        if was_empty && !streams.pending.is_empty() {
            self.flush_at = Instant::now() + COALESCE;
        }
        if !fits && self.stopped.is_none() {
            self.stopped = Some(Stopped::Output);
            (self.kill)();
        }
        Ok(Next::On)
    }

    /// Whether all patience is used up. The first time it is the program's time that is: it is killed, and its end waited for.
    fn is_given_up(&mut self) -> bool {
        if self.exit.is_some() || self.stopped == Some(Stopped::Time) {
            return true;
        }
        self.stopped = self.stopped.or(Some(Stopped::Time));
        self.give_up_at = Instant::now() + DRAIN;
        false
    }
}

/// Hands on what was collected.
async fn flush(
    streams: &mut Streams<impl AsyncRead + Unpin, impl AsyncRead + Unpin>,
    events: &mpsc::Sender<Timed>,
    began: std::time::Instant,
) -> Result<(), mpsc::error::SendError<Timed>> {
    for (at, event) in streams.pending.take() {
        events.send((at - began, event)).await?;
    }
    Ok(())
}

/// The last events: what is known of threads, and the end.
async fn conclude(
    events: &mpsc::Sender<Timed>,
    began: std::time::Instant,
    threads: Option<mpsc::UnboundedReceiver<Threads>>,
    exit: Exit,
) -> Result<(), mpsc::error::SendError<Timed>> {
    if let Some(mut threads) = threads {
        while let Ok(threads) = threads.try_recv() {
            let event = Event::Threads(threads);
            events.send((began.elapsed(), event)).await?;
        }
    }
    events.send((began.elapsed(), Event::Exit(exit))).await
}

async fn news(threads: &mut Option<mpsc::UnboundedReceiver<Threads>>) -> Option<Threads> {
    threads.as_mut()?.recv().await
}
