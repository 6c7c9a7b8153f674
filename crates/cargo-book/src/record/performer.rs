//! Performs everything: compiled as the page's Run compiles it, and run in the same sandbox.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use sandbox::{Event, Exit, Limits, Probing, Sandbox, Stopped, Tier};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::build::{Build, Builder};
use super::error::PerformError;
use super::normalise;
use super::outcome::{End, Outcome, TestRun};
use super::start::{PATIENCE, Start};
use super::subject::{Subject, Work};
use super::threads::SeenThreads;
use catalogue::Python as Counterpart;
use catalogue::recorded::ExitStatus;
use runner::{FindPythonError, Progress, Python, Service, Settings, Supply, harness_text};

/// How programs are run that are not confined.
const UNCONFINED: Probing = Probing {
    allow_unsandboxed: true,
    only: Some(Tier::Unsandboxed),
    watch_only: false,
    launch_ahead: false,
    launcher: None,
    probe: None,
};

/// How a program is confined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confinement {
    /// In the sandbox that this machine offers to the page's Run.
    Reader,
    /// Not at all, as when a reader copies the program and runs it.
    None,
}

/// A compiler, the programs that cargo built, and a sandbox.
#[derive(Debug)]
pub struct Performer {
    root: PathBuf,
    service: Arc<Service>,
    reader: Arc<Sandbox>,
    plain: Sandbox,
    python: Result<Python, FindPythonError>,
    build_report: Option<String>,
}

impl Performer {
    /// Has cargo build the crates and every listing; `on_progress` hears how it goes on.
    ///
    /// The calling binary's `main` begins with [`sandbox::launcher_main`].
    pub async fn open(
        root: &Path,
        on_progress: impl Fn(&str) + Send + 'static,
    ) -> anyhow::Result<Performer> {
        let compile = Limits {
            wall: PATIENCE,
            cpu: PATIENCE,
            ..Limits::COMPILE
        };
        let settings = Settings {
            compile,
            ..Settings::default()
        };
        let reader = Arc::new(Sandbox::probe(true).await);
        let service = Service::open(
            root,
            Supply::of_workspace(root),
            Arc::clone(&reader),
            settings,
        )?;
        let prebuilt = Arc::clone(service.compiler().prebuilt());
        let teller = tell(prebuilt.progress(), on_progress);
        let prepared = prebuilt.prepare_crates().await;
        let build_report = match prepared {
            Ok(()) => prebuilt.prepare_listings().await,
            Err(error) => Err(error),
        };
        teller.abort();
        Ok(Performer {
            root: root.to_owned(),
            service,
            reader,
            plain: Sandbox::probe_with(UNCONFINED).await,
            python: Python::find(),
            build_report: build_report?,
        })
    }

    /// What cargo said about listings that it could not build.
    pub fn build_report(&self) -> Option<&str> {
        self.build_report.as_deref()
    }

    /// Whether Python counterparts can be run, and why not.
    pub fn python(&self) -> Result<(), FindPythonError> {
        self.python.clone().map(drop)
    }

    /// What the reader's sandbox is on this machine.
    pub fn sandbox(&self) -> String {
        format!(
            "tier {}: {}",
            self.reader.tier().letter(),
            self.reader.why()
        )
    }

    /// Compiles and runs what a subject is.
    pub async fn perform(
        &self,
        subject: &Subject<'_>,
        confinement: Confinement,
    ) -> Result<Outcome, PerformError> {
        match subject.work {
            Work::Listing(listing) => {
                let build = self.builder().listing(listing).await?;
                self.outcome(build, confinement, subject.keeps_threads())
                    .await
            }
            Work::Edit(edit, listing) => {
                let build = self.builder().edit(edit, listing).await?;
                self.outcome(build, confinement, false).await
            }
            Work::Python(python) => self.perform_python(python, subject.keeps_threads()).await,
        }
    }

    /// Compiles and runs the tests in a reader's code.
    pub async fn run_tests(
        &self,
        code: &str,
        confinement: Confinement,
    ) -> Result<TestRun, PerformError> {
        let (file, readable) = match self.builder().program(code, true).await? {
            Build::Program { file, readable, .. } => (file, readable),
            Build::Errors { rendered, .. } => return Ok(TestRun::NotCompiled(rendered)),
        };
        let outcome = self.run(Start::tests(&file), readable, confinement).await?;
        let outcome = self.normalised(outcome, None);
        let (text, suite) = harness_text(&outcome.stdout);
        // A test that ended the process has prevented others, whatever its exit code says: they have not passed.
        let prevented = usize::from(!suite.is_complete());
        let note = match prevented {
            0 => "",
            _ => "\nThe test program ended before its tests did.\n",
        };
        Ok(TestRun::Ran {
            passed: suite.passed,
            failed: suite.failed + prevented,
            output: text + &outcome.stderr + note,
            end: outcome.end,
        })
    }

    fn builder(&self) -> Builder<'_> {
        Builder {
            compiler: self.service.compiler(),
        }
    }

    async fn outcome(
        &self,
        build: Build,
        confinement: Confinement,
        threads: bool,
    ) -> Result<Outcome, PerformError> {
        match build {
            Build::Program {
                file,
                readable,
                source,
            } => {
                let start = Start {
                    threads,
                    ..Start::plain(&file, vec![])
                };
                let outcome = self.run(start, readable, confinement).await?;
                Ok(self.normalised(outcome, source.as_deref()))
            }
            Build::Errors { rendered, codes } => Ok(Outcome {
                stdout: String::new(),
                stderr: rendered,
                end: End::NotCompiled(codes),
                took: Duration::ZERO,
                threads: None,
            }),
        }
    }

    async fn perform_python(
        &self,
        python: &Counterpart,
        threads: bool,
    ) -> Result<Outcome, PerformError> {
        let program = self.python.clone()?.program;
        let arguments = vec!["-B".into(), python.path.clone().into_os_string()];
        let start = Start {
            threads,
            ..Start::plain(&program, arguments)
        };
        let outcome = self.run(start, vec![], Confinement::None).await?;
        Ok(self.normalised(outcome, None))
    }

    fn normalised(&self, outcome: Outcome, file: Option<&Path>) -> Outcome {
        let normalised = |text: &str| {
            let own = file.map(|file| normalise::own_file(text, &self.root, file));
            normalise::library_files(own.as_deref().unwrap_or(text))
        };
        Outcome {
            stdout: normalised(&outcome.stdout),
            stderr: normalised(&outcome.stderr),
            ..outcome
        }
    }

    async fn run(
        &self,
        start: Start<'_>,
        readable: Vec<PathBuf>,
        confinement: Confinement,
    ) -> Result<Outcome, PerformError> {
        let folder = tempfile::Builder::new().prefix("run-").tempdir();
        let folder = folder.context("cannot make a work folder")?;
        let job = start.job(readable, folder.path());
        let sandbox = match confinement {
            Confinement::Reader => &self.reader,
            Confinement::None => &self.plain,
        };
        let started = Instant::now();
        let mut running = sandbox.spawn(job).context("cannot start the program")?;
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut seen = SeenThreads::default();
        while let Some((at, event)) = running.next_timed().await {
            match event {
                Event::Stdout(bytes) => {
                    seen.take_output(at, &bytes);
                    stdout.extend(bytes);
                }
                Event::Stderr(bytes) => stderr.extend(bytes),
                Event::Threads(threads) => seen.take(threads),
                Event::Exit(exit) => {
                    return Ok(Outcome {
                        stdout: String::from_utf8_lossy(&stdout).into_owned(),
                        stderr: String::from_utf8_lossy(&stderr).into_owned(),
                        end: end(exit)?,
                        took: started.elapsed(),
                        threads: seen.finish(),
                    });
                }
            }
        }
        Err(anyhow::anyhow!("the end of the program was not reported").into())
    }
}

fn end(exit: Exit) -> Result<End, PerformError> {
    let stopped = exit.stopped.map(|stopped| match stopped {
        Stopped::Time => "it took too much time",
        Stopped::Memory => "it took too much memory",
        Stopped::Output => "it printed too much",
        Stopped::Processes => "it started too many processes and threads",
        Stopped::Files => "it wrote too much to files",
        Stopped::OpenFiles => "it opened too many files",
    });
    match (stopped, exit.signal, exit.code) {
        (Some(stopped), ..) => Ok(End::Stopped(stopped.into())),
        (None, Some(signal), _) => Ok(End::Ended(ExitStatus::Signal(signal))),
        (None, None, Some(code)) => Ok(End::Ended(ExitStatus::Exit(code))),
        (None, None, None) => {
            let why = exit.failure.unwrap_or_else(|| "it has no exit code".into());
            Err(anyhow::anyhow!("the program could not be run: {why}").into())
        }
    }
}

/// Tells how the preparations go on, until the task is aborted.
fn tell(
    mut progress: watch::Receiver<Progress>,
    on_progress: impl Fn(&str) + Send + 'static,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        while progress.changed().await.is_ok() {
            if let Progress::Preparing(what) = &*progress.borrow_and_update() {
                on_progress(what);
            }
        }
    })
}
