//! From a request to a program that runs: whose turn it is, what has to be prepared and compiled.

use super::event::Event;
use super::event_channel::EventSink;
use super::execution::Start;
use super::program::Program;
use super::queue::Ticket;
use super::sentence::{self, with_crates};
use super::service::{RunRequest, Service};
use crate::compile::{CompileError, Compiled, Crates, Diagnostic, Source};

impl Service {
    /// Does what is asked for, and tells what happens.
    pub(super) async fn carry_out(
        &self,
        request: &RunRequest,
        ticket: &Ticket,
        events: &EventSink,
    ) -> anyhow::Result<()> {
        match &request.program {
            Program::Rust(source) => self.carry_out_rust(request, source, ticket, events).await,
            Program::Python(code) => {
                let python = match self.python().await {
                    Ok(python) => python,
                    Err(why) => {
                        let message = format!("No Python program can be run here: {why}.");
                        events.send(Event::Error { message });
                        return Ok(());
                    }
                };
                let on_position = |position| events.send(Event::Queued { position });
                let _permit = ticket.turn(on_position).await?;
                let start = Start::python(python, code);
                self.execute(request, start, events).await
            }
        }
    }

    async fn carry_out_rust(
        &self,
        request: &RunRequest,
        source: &Source,
        ticket: &Ticket,
        events: &EventSink,
    ) -> anyhow::Result<()> {
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
            Some(listing) => Some(Start::listing(source, listing)),
            None => {
                let compiled = self.compile(source, crates.as_deref(), events).await?;
                compiled.map(|compiled| Start::compiled(source, compiled, request.test_events))
            }
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
    ) -> anyhow::Result<Option<Compiled>> {
        events.send(Event::Compiling);
        let (message, stopped) = match self.compiler.compile(source, crates).await {
            Ok(outcome) => {
                let prebuilt = self.compiler.prebuilt();
                for diagnostic in outcome.diagnostics {
                    events.send(Event::Diagnostic(with_crates(diagnostic, prebuilt)));
                }
                if outcome.program.is_some() {
                    return Ok(outcome.program);
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
