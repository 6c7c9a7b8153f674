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
        mut self,
        events: &mpsc::Sender<Timed>,
    ) -> Result<(), mpsc::error::SendError<Timed>> {
        let began = self.began;
        let mut streams = Streams::new(self.stdout, self.stderr, self.turns, self.limits.output);
        let mut exit: Option<Exit> = None;
        let mut stopped = None;
        let mut flush_at = Instant::now();
        let mut give_up_at = Instant::now() + self.deadline;
        while streams.are_open() || exit.is_none() {
            let was_empty = streams.pending.is_empty();
            let mut fits = true;
            tokio::select! {
                read = streams.read(), if streams.are_open() => fits = read,
                ended = &mut self.end, if exit.is_none() => {
                    exit = Some(ended);
                    give_up_at = Instant::now() + DRAIN;
                },
                () = sleep_until(flush_at), if !was_empty => {
                    flush(&mut streams, events, began).await?;
                },
                threads = news(&mut self.threads), if self.threads.is_some() => match threads {
                    Some(threads) => events.send((began.elapsed(), Event::Threads(threads))).await?,
                    None => self.threads = None,
                },
                () = sleep_until(give_up_at) => {
                    if exit.is_some() || stopped == Some(Stopped::Time) {
                        break;
                    }
                    stopped = stopped.or(Some(Stopped::Time));
                    (self.kill)();
                    give_up_at = Instant::now() + DRAIN;
                },
                () = events.closed() => return Ok(()),
            }
            if was_empty && !streams.pending.is_empty() {
                flush_at = Instant::now() + COALESCE;
            }
            if !fits && stopped.is_none() {
                stopped = Some(Stopped::Output);
                (self.kill)();
            }
        }
        flush(&mut streams, events, began).await?;
        let mut exit =
            exit.unwrap_or_else(|| Exit::failed("the end of the program was not reported"));
        exit.stopped = stopped.or(exit.stopped);
        conclude(events, began, self.threads, exit).await
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
