//! Where everything is performed: compiled as the page's Run compiles it, and run in the same sandbox.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use sandbox::{Event, Exit, Job, Limits, Probing, Sandbox, Stopped, Tier};

use super::build::Build;
use super::python::{self, FindPythonError};
use super::{End, Outcome, Subject, TestRun, Work, normalise};
use crate::catalogue::Python;
use crate::compile::{CompileError, Progress, search_path};
use crate::recorded::Ending;
use crate::run::{Service, Settings};
use crate::serve::workplace;

/// How long a program, or the compiler, may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a program is confined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confinement {
    /// In the sandbox that this machine offers to the page's Run.
    Reader,
    /// Not at all, as when a reader copies the program and runs it.
    None,
}

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// There is no Python to run a counterpart.
    #[error(transparent)]
    NoPython(#[from] FindPythonError),
    /// An edit does not fit its listing.
    #[error("`find` does not occur exactly once in {0}; correct the edit")]
    EditDoesNotFit(String),
    /// The compiler was stopped, or crashed.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// This machine, or the sandbox, is at fault.
    #[error(transparent)]
    Service(#[from] anyhow::Error),
}

/// A compiler, the programs that cargo built, and a sandbox.
#[derive(Debug)]
pub struct Stage {
    root: PathBuf,
    pub(super) service: Arc<Service>,
    reader: Arc<Sandbox>,
    plain: Sandbox,
    python: Result<PathBuf, FindPythonError>,
    build_report: Option<String>,
}

impl Stage {
    /// Has cargo build the crates and every listing; `tell` hears how it goes on.
    ///
    /// The calling binary's `main` begins with [`sandbox::launcher_main`].
    pub async fn open(root: &Path, tell: impl Fn(&str) + Send + 'static) -> anyhow::Result<Stage> {
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
        let service = workplace::service(root, Arc::clone(&reader), settings)?;
        let workshop = Arc::clone(service.compiler().workshop());
        let mut progress = workshop.progress();
        let teller = tokio::spawn(async move {
            while progress.changed().await.is_ok() {
                if let Progress::Preparing(what) = &*progress.borrow_and_update() {
                    tell(what);
                }
            }
        });
        let prepared = async {
            workshop.prepare_crates().await?;
            workshop.prepare_listings().await
        };
        let build_report = prepared.await;
        teller.abort();
        let plain = Probing {
            allow_unsandboxed: true,
            only: Some(Tier::Unsandboxed),
            launcher: None,
            probe: None,
        };
        Ok(Stage {
            root: root.to_owned(),
            service,
            reader,
            plain: Sandbox::probe_with(plain).await,
            python: python::find(),
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
    ) -> Result<Outcome, StageError> {
        match subject.work {
            Work::Listing(listing) => {
                let build = self.build_listing(listing).await?;
                self.outcome(build, confinement).await
            }
            Work::Edit(edit, listing) => {
                let build = self.build_edit(edit, listing).await?;
                self.outcome(build, confinement).await
            }
            Work::Python(python) => self.perform_python(python).await,
        }
    }

    /// Compiles and runs the tests in a reader's code.
    pub async fn run_tests(
        &self,
        code: &str,
        confinement: Confinement,
    ) -> Result<TestRun, StageError> {
        let build = self.build(code, true).await?;
        let outcome = self.outcome(build, confinement).await?;
        if let End::NotCompiled(_) = outcome.end {
            return Ok(TestRun::NotCompiled(outcome.stderr));
        }
        let count = |what: &str| {
            let result = outcome
                .stdout
                .lines()
                .filter(|line| line.starts_with("test "));
            result.filter(|line| line.ends_with(what)).count()
        };
        Ok(TestRun::Ran {
            passed: count(" ... ok"),
            failed: count(" ... FAILED"),
            output: outcome.stdout + &outcome.stderr,
            end: outcome.end,
        })
    }

    async fn outcome(&self, build: Build, confinement: Confinement) -> Result<Outcome, StageError> {
        match build {
            Build::Program {
                file,
                readable,
                source,
            } => {
                let outcome = self.run(&file, vec![], readable, confinement).await?;
                Ok(self.normalised(outcome, source.as_deref()))
            }
            Build::Errors { rendered, codes } => Ok(Outcome {
                stdout: String::new(),
                stderr: rendered,
                end: End::NotCompiled(codes),
                took: Duration::ZERO,
            }),
        }
    }

    async fn perform_python(&self, python: &Python) -> Result<Outcome, StageError> {
        let program = self.python.clone()?;
        let arguments = vec!["-B".into(), python.path.clone().into_os_string()];
        let outcome = self
            .run(&program, arguments, vec![], Confinement::None)
            .await?;
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
        program: &Path,
        args: Vec<OsString>,
        readable: Vec<PathBuf>,
        confinement: Confinement,
    ) -> Result<Outcome, StageError> {
        let folder = tempfile::Builder::new().prefix("run-").tempdir();
        let folder = folder.context("cannot make a work folder")?;
        let job = Job {
            program: program.to_owned(),
            args,
            env: vec![("PATH".into(), search_path())],
            readable,
            work_dir: folder.path().to_owned(),
            stdin: Vec::new(),
            limits: Limits {
                wall: PATIENCE,
                cpu: PATIENCE,
                ..Limits::RUN
            },
        };
        let sandbox = match confinement {
            Confinement::Reader => &self.reader,
            Confinement::None => &self.plain,
        };
        let started = Instant::now();
        let mut running = sandbox.spawn(job).context("cannot start the program")?;
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        while let Some(event) = running.next().await {
            match event {
                Event::Stdout(bytes) => stdout.extend(bytes),
                Event::Stderr(bytes) => stderr.extend(bytes),
                Event::Exit(exit) => {
                    return Ok(Outcome {
                        stdout: String::from_utf8_lossy(&stdout).into_owned(),
                        stderr: String::from_utf8_lossy(&stderr).into_owned(),
                        end: end(exit)?,
                        took: started.elapsed(),
                    });
                }
            }
        }
        Err(anyhow::anyhow!("the end of the program was not reported").into())
    }
}

fn end(exit: Exit) -> Result<End, StageError> {
    let stopped = exit.stopped.map(|stopped| match stopped {
        Stopped::Time => "it took too much time",
        Stopped::Memory => "it took too much memory",
        Stopped::Output => "it printed too much",
        Stopped::Processes => "it started too many processes and threads",
        Stopped::Files => "it wrote too much to files",
    });
    match (stopped, exit.signal, exit.code) {
        (Some(stopped), ..) => Ok(End::Stopped(stopped.into())),
        (None, Some(signal), _) => Ok(End::Ended(Ending::Signal(signal))),
        (None, None, Some(code)) => Ok(End::Ended(Ending::Exit(code))),
        (None, None, None) => {
            let why = exit.failure.unwrap_or_else(|| "it has no exit code".into());
            Err(anyhow::anyhow!("the program could not be run: {why}").into())
        }
    }
}
