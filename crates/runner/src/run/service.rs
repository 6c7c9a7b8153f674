//! The service that runs programs.

use std::sync::Arc;

use sandbox::{Limits, Sandbox};
use tokio::sync::{OnceCell, Semaphore};
use tokio::task::JoinHandle;

use super::event::{Event, Numbered};
use super::event_channel::{EventReceiver, event_channel};
use super::program::Program;
use super::python::{FindPythonError, Python};
use super::queue::{Busy, ClientId, Queue};
use super::settings::Settings;
use crate::compile::{Compiler, Formatted, Source};

/// What a client asks for.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// The program.
    pub program: Program,
    /// Its standard input.
    pub stdin: String,
    /// Whether the test harness's text becomes `test` events; only in tests mode.
    pub test_events: bool,
    /// Whether what its threads do is told, too.
    pub threads: bool,
    /// Who asks: clients take turns.
    pub client: ClientId,
    /// The program's limits, where they are not the service's.
    pub limits: Option<Limits>,
}

/// Compiles and runs programs, a few at a time.
#[derive(Debug)]
pub struct Service {
    pub(super) compiler: Compiler,
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) queue: Queue,
    /// One compilation ahead of a run at a time.
    pub(super) ahead: Semaphore,
    /// One program is formatted at a time.
    formatting: Semaphore,
    pub(super) settings: Settings,
    pub(super) python: OnceCell<Result<Python, FindPythonError>>,
}

/// The events of one run. Dropping it ends the run at once, whatever it is doing.
#[derive(Debug)]
pub struct Events {
    receiver: EventReceiver,
    task: JoinHandle<()>,
    next: u64,
}

impl Service {
    /// A service with these settings.
    pub fn new(compiler: Compiler, sandbox: Arc<Sandbox>, settings: Settings) -> Self {
        let queue = Queue::new(settings.at_once, settings.waiting);
        Service {
            compiler,
            sandbox,
            queue,
            ahead: Semaphore::new(1),
            formatting: Semaphore::new(1),
            settings,
            python: OnceCell::new(),
        }
    }

    /// The limits in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The sandbox in force.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The compiler.
    pub fn compiler(&self) -> &Compiler {
        &self.compiler
    }

    /// Begins a run, unless too many are waiting already. Must be called within a tokio runtime.
    pub fn start(self: &Arc<Self>, request: RunRequest) -> Result<Events, Busy> {
        let ticket = self.queue.enter(&request.client)?;
        let (events, receiver) = event_channel();
        let service = Arc::clone(self);
        let task = tokio::spawn(async move {
            if let Err(error) = service.carry_out(&request, &ticket, &events).await {
                tracing::error!("a run failed: {error:#}");
                events.send(Event::Error {
                    message: format!("The run failed: {error:#}."),
                });
            }
        });
        Ok(Events {
            receiver,
            task,
            next: 0,
        })
    }

    /// Puts a program into the usual form.
    pub async fn format(&self, source: &Source) -> anyhow::Result<Formatted> {
        let _turn = self.formatting.acquire().await?;
        self.compiler.format(&source.code, source.edition).await
    }

    pub(super) fn limits<'a>(&'a self, request: &'a RunRequest) -> &'a Limits {
        request.limits.as_ref().unwrap_or(&self.settings.run)
    }
}

impl Events {
    /// The next event; none after the last.
    pub async fn next(&mut self) -> Option<Numbered> {
        let event = self.receiver.next().await?;
        let seq = self.next;
        self.next += 1;
        Some(Numbered { seq, event })
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.task.abort();
    }
}
