//! The service that runs programs.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use sandbox::{Event as Sandboxed, Job, Sandbox};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

use super::event::{Event, Numbered};
use super::output::{Outlet, Output};
use super::queue::{Busy, Place, Queue, Reader};
use super::sentence;
use super::settings::Settings;
use crate::compile::{
    CompileError, Compiled, Compiler, Crates, Diagnostic, Source, search_path, work_folder,
};

/// What a reader asks for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The program.
    pub source: Source,
    /// Its standard input.
    pub stdin: String,
    /// Whether a panic shows the way to it.
    pub backtrace: bool,
    /// Whether the test harness's text is told as `test` events; only in tests mode.
    pub tell_tests: bool,
    /// Who asks: readers take turns.
    pub reader: Reader,
}

/// Compiles and runs programs, a few at a time.
#[derive(Debug)]
pub struct Service {
    pub(super) compiler: Compiler,
    sandbox: Arc<Sandbox>,
    pub(super) queue: Queue,
    /// One compilation ahead of a run at a time.
    pub(super) ahead: Semaphore,
    settings: Settings,
}

/// The events of one run. Dropping it ends the run at once, whatever it is doing.
#[derive(Debug)]
pub struct Events {
    receiver: mpsc::UnboundedReceiver<Event>,
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
    pub fn start(self: &Arc<Self>, request: Request) -> Result<Events, Busy> {
        let place = self.queue.enter(&request.reader)?;
        // Unbounded, and still small: a program's output is limited. So a client that does not read holds up nobody.
        let (sender, receiver) = mpsc::unbounded_channel();
        let service = Arc::clone(self);
        let task = tokio::spawn(async move {
            let outlet = Outlet(sender);
            if let Err(error) = service.carry_out(&request, &place, &outlet).await {
                tracing::error!("a run failed: {error:#}");
                outlet.send(Event::Error {
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

    async fn carry_out(
        &self,
        request: &Request,
        place: &Place,
        outlet: &Outlet,
    ) -> anyhow::Result<()> {
        let source = &request.source;
        let workshop = self.compiler.workshop();
        let listing = workshop.listing_program(source);
        let mut crates = None;
        if listing.is_none() && source.names_a_crate() {
            let tell = |message: &str| {
                outlet.send(Event::Preparing {
                    message: message.to_owned(),
                });
            };
            crates = Some(workshop.crates(source.mode, tell).await?);
        }
        let tell = |position| outlet.send(Event::Queued { position });
        let _permit = place.turn(tell).await?;
        let start = match listing {
            Some(listing) => Some(Start {
                compiled: Compiled {
                    program: listing.program,
                    readable: Vec::new(),
                },
                prebuilt: true,
                shown_source: Some(listing.source),
            }),
            None => self.compile(source, crates.as_deref(), outlet).await?,
        };
        match start {
            Some(start) => self.execute(request, start, outlet).await,
            None => Ok(()),
        }
    }

    /// The program; none if it does not compile, and then the end has been told.
    async fn compile(
        &self,
        source: &Source,
        crates: Option<&Crates>,
        outlet: &Outlet,
    ) -> anyhow::Result<Option<Start>> {
        outlet.send(Event::Compiling);
        let (message, stopped) = match self.compiler.compile(source, crates).await {
            Ok(outcome) => {
                for diagnostic in outcome.diagnostics {
                    outlet.send(Event::Diagnostic(diagnostic));
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
                    outlet.send(Event::Diagnostic(diagnostic));
                }
                let message = sentence::compiler_stopped(stopped, &self.settings.compile);
                (message, Some(stopped))
            }
            Err(CompileError::Crashed(said)) => {
                outlet.send(Event::Diagnostic(crash(said)));
                ("The compiler crashed.".to_owned(), None)
            }
            Err(CompileError::Service(error)) => return Err(error),
        };
        outlet.send(Event::Exit(sentence::not_compiled(message, stopped)));
        Ok(None)
    }

    async fn execute(
        &self,
        request: &Request,
        start: Start,
        outlet: &Outlet,
    ) -> anyhow::Result<()> {
        let folder = work_folder(&self.settings.work, "run-")?;
        let mut env = vec![("PATH".into(), search_path())];
        if request.backtrace {
            env.push(("RUST_BACKTRACE".into(), "1".into()));
        }
        let job = Job {
            program: start.compiled.program,
            args: Vec::new(),
            env,
            readable: start.compiled.readable,
            work_dir: folder.path().to_owned(),
            stdin: request.stdin.clone().into_bytes(),
            limits: self.settings.run.clone(),
        };
        let started = Instant::now();
        let running = self.sandbox.spawn(job);
        let mut running = running.context("the program cannot be started")?;
        outlet.send(Event::Running {
            prebuilt: start.prebuilt,
        });
        let tell_tests = request.source.tests && request.tell_tests;
        let mut output = Output::new(outlet, tell_tests, start.shown_source);
        while let Some(event) = running.next().await {
            match event {
                Sandboxed::Stdout(bytes) => output.stdout(&bytes),
                Sandboxed::Stderr(bytes) => output.stderr(&bytes),
                Sandboxed::Exit(exit) => {
                    output.finish();
                    let mut end = sentence::end(&exit, &self.settings.run, started.elapsed());
                    if request.source.tests && end.code == Some(101) {
                        end.message = "Not all tests passed.".to_owned();
                    }
                    outlet.send(Event::Exit(end));
                    return Ok(());
                }
            }
        }
        anyhow::bail!("the program vanished")
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
        let event = self.receiver.recv().await?;
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
