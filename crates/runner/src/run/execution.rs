//! A program runs: what it is started with, and what becomes of what it does.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use sandbox::{Event as Sandboxed, Exit, Job, Limits, Role};

use super::event::Event;
use super::event_channel::EventSink;
use super::harness;
use super::output::{Output, ShownSource, Stdout};
use super::python::{PYTHON_ARGUMENTS, PYTHON_FILE, Python};
use super::sentence;
use super::service::{RunRequest, Service};
use super::threads::{ThreadNews, Told, milliseconds};
use crate::compile::{Compiled, JobFolder, ListingProgram, Source, search_path};

/// A program to start.
pub(super) struct Start {
    program: PathBuf,
    args: Vec<OsString>,
    /// Beside the search path.
    env: Vec<(OsString, OsString)>,
    readable: Vec<PathBuf>,
    /// A file that it finds in its work folder.
    file: Option<(&'static str, String)>,
    shown_source: Option<ShownSource>,
    prebuilt: bool,
    stdout: Stdout,
}

impl Start {
    /// What was compiled from this source.
    pub(super) fn compiled(source: &Source, compiled: Compiled, test_events: bool) -> Start {
        let mut start = Start {
            program: compiled.program,
            args: Vec::new(),
            env: Vec::new(),
            readable: compiled.readable,
            file: None,
            shown_source: None,
            prebuilt: false,
            stdout: Stdout::Text,
        };
        if source.backtrace {
            start.env.push(("RUST_BACKTRACE".into(), "1".into()));
        }
        if source.tests {
            let (name, value) = harness::VARIABLE;
            start.env.push((name.into(), value.into()));
            start.args = harness::ARGUMENTS.map(Into::into).to_vec();
            start.stdout = match test_events {
                true => Stdout::Tests,
                false => Stdout::TestsForPeople,
            };
        }
        start
    }

    /// The program that cargo built.
    pub(super) fn listing(source: &Source, listing: ListingProgram) -> Start {
        let compiled = Compiled {
            program: listing.program,
            readable: Vec::new(),
        };
        Start {
            prebuilt: true,
            shown_source: Some((listing.source, "main.rs")),
            ..Start::compiled(source, compiled, true)
        }
    }

    /// A Python program.
    pub(super) fn python(python: &Python, code: &str) -> Start {
        let mut args: Vec<OsString> = PYTHON_ARGUMENTS.map(Into::into).to_vec();
        args.push(PYTHON_FILE.into());
        Start {
            program: python.program.clone(),
            args,
            env: Vec::new(),
            readable: python.prefix.iter().cloned().collect(),
            file: Some((PYTHON_FILE, code.to_owned())),
            shown_source: None,
            prebuilt: false,
            stdout: Stdout::Text,
        }
    }

    /// Puts its file into its work folder. It calls that by its whole path, which is nobody's business.
    fn place(&mut self, folder: &Path) -> anyhow::Result<()> {
        if let Some((name, text)) = self.file.take() {
            let file = folder.join(name);
            std::fs::write(&file, text).context("cannot write to the work folder")?;
            self.shown_source = Some((file.display().to_string(), name));
        }
        Ok(())
    }
}

impl Service {
    /// Starts a program and tells what it does, to its end.
    pub(super) async fn execute(
        &self,
        request: &RunRequest,
        mut start: Start,
        events: &EventSink,
    ) -> anyhow::Result<()> {
        let folder = JobFolder::create(&self.settings.work, "run-")?;
        start.place(folder.path())?;
        let (prebuilt, stdout, shown) = (start.prebuilt, start.stdout, start.shown_source.take());
        let job = self.job(request, start, folder.path());
        let (started, running) = (Instant::now(), self.sandbox.spawn(job));
        let mut running = running.context("the program cannot be started")?;
        events.send(Event::Running { prebuilt });
        let mut output = Output::new(events, stdout, shown);
        let mut waits_for_threads = request.threads;
        loop {
            events.room().await?;
            let Some((at, event)) = running.next_timed().await else {
                anyhow::bail!("the program vanished");
            };
            output.at(request.threads.then(|| milliseconds(at)));
            match event {
                Sandboxed::Stdout(bytes) => output.stdout(&bytes),
                Sandboxed::Stderr(bytes) => output.stderr(&bytes),
                Sandboxed::Threads(threads) => {
                    waits_for_threads = false;
                    tell(threads.into(), events);
                }
                Sandboxed::Exit(exit) => {
                    if waits_for_threads {
                        events.send(Event::Threads(nobody_looked()));
                    }
                    self.conclude(&exit, output, started, (self.limits(request), events));
                    return Ok(());
                }
            }
        }
    }

    fn conclude(
        &self,
        exit: &Exit,
        output: Output<'_>,
        started: Instant,
        (limits, events): (&Limits, &EventSink),
    ) {
        let (last_words, suite) = output.finish();
        let mut end = sentence::end(exit, &last_words, limits, started.elapsed());
        if let Some(suite) = suite {
            sentence::of_tests(&mut end, &suite);
        }
        events.send(Event::Exit(end));
    }

    /// The program with all that it gets.
    fn job(&self, request: &RunRequest, start: Start, folder: &Path) -> Job {
        let mut env = vec![("PATH".into(), search_path())];
        env.extend(start.env);
        Job {
            ordered: true,
            threads: request.threads,
            role: Role::Program,
            program: start.program,
            args: start.args,
            env,
            readable: start.readable,
            work_dir: folder.to_owned(),
            stdin: request.stdin.clone().into_bytes(),
            limits: self.limits(request).clone(),
        }
    }
}

fn tell(threads: Told, events: &EventSink) {
    match threads {
        Told::News(news) => events.send(Event::Threads(news)),
        Told::Spans(spans) => {
            for span in spans {
                events.send(Event::Thread(span));
            }
        }
    }
}

fn nobody_looked() -> ThreadNews {
    let unavailable = "Nobody has looked at the threads.".to_owned();
    ThreadNews::Unavailable { unavailable }
}
