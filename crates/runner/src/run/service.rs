//! The service that runs programs.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use sandbox::{Event as Sandboxed, Job, Role, Sandbox};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::event::{Event, Numbered};
use super::event_channel::{EventReceiver, EventSink, event_channel};
use super::harness;
use super::output::{Output, Stdout};
use super::queue::{Busy, ClientId, Queue, Ticket};
use super::sentence::{self, with_crates};
use super::settings::Settings;
use crate::compile::{
    CompileError, Compiled, Compiler, Crates, Diagnostic, Formatted, JobFolder, Source, search_path,
};

/// What a client asks for.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// The program.
    pub source: Source,
    /// Its standard input.
    pub stdin: String,
    /// Whether the test harness's text becomes `test` events; only in tests mode.
    pub test_events: bool,
    /// Who asks: clients take turns.
    pub client: ClientId,
}

/// Compiles and runs programs, a few at a time.
#[derive(Debug)]
pub struct Service {
    pub(super) compiler: Compiler,
    sandbox: Arc<Sandbox>,
    pub(super) queue: Queue,
    /// One compilation ahead of a run at a time.
    pub(super) ahead: Semaphore,
    /// One program is formatted at a time.
    formatting: Semaphore,
    settings: Settings,
}

/// The events of one run. Dropping it ends the run at once, whatever it is doing.
#[derive(Debug)]
pub struct Events {
    receiver: EventReceiver,
    task: JoinHandle<()>,
    next: u64,
}

/// A program to start.
struct Start {
    compiled: Compiled,
    prebuilt: bool,
    shown_source: Option<String>,
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

    async fn carry_out(
        &self,
        request: &RunRequest,
        ticket: &Ticket,
        events: &EventSink,
    ) -> anyhow::Result<()> {
        let source = &request.source;
        let prebuilt = self.compiler.prebuilt();
        let listing = prebuilt.listing_program(source);
        let mut crates = None;
        if listing.is_none() && prebuilt.is_used_by(source) {
            let on_progress = |message: &str| {
                events.send(Event::Preparing {
                    message: message.to_owned(),
                });
            };
            crates = Some(prebuilt.crates(source.mode, on_progress).await?);
        }
        let on_position = |position| events.send(Event::Queued { position });
        let _permit = ticket.turn(on_position).await?;
        let start = match listing {
            Some(listing) => Some(Start {
                compiled: Compiled {
                    program: listing.program,
                    readable: Vec::new(),
                },
                prebuilt: true,
                shown_source: Some(listing.source),
            }),
            None => self.compile(source, crates.as_deref(), events).await?,
        };
        match start {
            Some(start) => self.execute(request, start, events).await,
            None => Ok(()),
        }
    }

    /// The program; none if it does not compile, and then the end has been told.
    async fn compile(
        &self,
        source: &Source,
        crates: Option<&Crates>,
        events: &EventSink,
    ) -> anyhow::Result<Option<Start>> {
        events.send(Event::Compiling);
        let (message, stopped) = match self.compiler.compile(source, crates).await {
            Ok(outcome) => {
                let prebuilt = self.compiler.prebuilt();
                for diagnostic in outcome.diagnostics {
                    events.send(Event::Diagnostic(with_crates(diagnostic, prebuilt)));
                }
                if let Some(compiled) = outcome.program {
                    return Ok(Some(Start {
                        compiled,
                        prebuilt: false,
                        shown_source: None,
                    }));
                }
                (String::new(), None)
            }
            Err(CompileError::Stopped(stopped, diagnostics)) => {
                for diagnostic in diagnostics {
                    events.send(Event::Diagnostic(diagnostic));
                }
                let message = sentence::compiler_stopped(stopped, &self.settings.compile);
                (message, Some(stopped))
            }
            Err(CompileError::Crashed(said)) => {
                events.send(Event::Diagnostic(crash(said)));
                ("The compiler crashed.".to_owned(), None)
            }
            Err(CompileError::Service(error)) => return Err(error),
        };
        events.send(Event::Exit(sentence::not_compiled(message, stopped)));
        Ok(None)
    }

    async fn execute(
        &self,
        request: &RunRequest,
        start: Start,
        events: &EventSink,
    ) -> anyhow::Result<()> {
        let folder = JobFolder::create(&self.settings.work, "run-")?;
        let job = self.job(request, start.compiled, folder.path());
        let started = Instant::now();
        let running = self.sandbox.spawn(job);
        let mut running = running.context("the program cannot be started")?;
        events.send(Event::Running {
            prebuilt: start.prebuilt,
        });
        let stdout = match (request.source.tests, request.test_events) {
            (false, _) => Stdout::Text,
            (true, true) => Stdout::Tests,
            (true, false) => Stdout::TestsForPeople,
        };
        let mut output = Output::new(events, stdout, start.shown_source);
        loop {
            events.room().await?;
            let Some(event) = running.next().await else {
                anyhow::bail!("the program vanished");
            };
            match event {
                Sandboxed::Stdout(bytes) => output.stdout(&bytes),
                Sandboxed::Stderr(bytes) => output.stderr(&bytes),
                Sandboxed::Exit(exit) => {
                    let (last_words, suite) = output.finish();
                    let ran = started.elapsed();
                    let mut end = sentence::end(&exit, &last_words, &self.settings.run, ran);
                    if let Some(suite) = suite {
                        sentence::of_tests(&mut end, &suite);
                    }
                    events.send(Event::Exit(end));
                    return Ok(());
                }
            }
        }
    }

    /// The program with all that it gets.
    fn job(&self, request: &RunRequest, compiled: Compiled, folder: &Path) -> Job {
        let mut env = vec![("PATH".into(), search_path())];
        let mut args = Vec::new();
        if request.source.backtrace {
            env.push(("RUST_BACKTRACE".into(), "1".into()));
        }
        if request.source.tests {
            let (name, value) = harness::VARIABLE;
            env.push((name.into(), value.into()));
            args = harness::ARGUMENTS.map(Into::into).to_vec();
        }
        Job {
            ordered: true,
            role: Role::Program,
            program: compiled.program,
            args,
            env,
            readable: compiled.readable,
            work_dir: folder.to_owned(),
            stdin: request.stdin.clone().into_bytes(),
            limits: self.settings.run.clone(),
        }
    }
}

fn crash(said: String) -> Diagnostic {
    Diagnostic {
        level: "error".to_owned(),
        code: None,
        message: "the compiler crashed".to_owned(),
        rendered: said,
        spans: Vec::new(),
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
