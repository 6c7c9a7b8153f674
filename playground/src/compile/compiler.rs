//! Compiles a reader's program in the sandbox.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use sandbox::{Event, Exit, Job, Limits, Sandbox, Stopped};

use super::cache::{Cache, Kept};
use super::crates::Crates;
use super::diagnostics::{self, Diagnostic};
use super::hex_digest;
use super::invocation::{self, Linking, PROGRAM_FILE, SOURCE_FILE};
use super::request::Source;
use super::workshop::Workshop;

/// A compilation that came to an end by itself.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the compiler said.
    pub diagnostics: Vec<Diagnostic>,
    /// The program; none if it did not compile.
    pub program: Option<Compiled>,
}

/// A program that can be started.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Its file.
    pub program: PathBuf,
    /// What it needs to read: dynamic libraries.
    pub readable: Vec<PathBuf>,
}

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// A limit struck.
    #[error("the compiler was stopped")]
    Stopped(Stopped),
    /// The compiler crashed; the text is what it said.
    #[error("the compiler crashed: {0}")]
    Crashed(String),
    /// The service is at fault.
    #[error(transparent)]
    Service(#[from] anyhow::Error),
}

/// Turns sources into programs.
#[derive(Debug)]
pub struct Compiler {
    workshop: Arc<Workshop>,
    sandbox: Arc<Sandbox>,
    cache: Cache,
    limits: Limits,
}

/// One start of rustc.
struct Attempt {
    diagnostics: Vec<Diagnostic>,
    program: Option<PathBuf>,
    /// Holds the program until it is moved to the cache.
    _folder: tempfile::TempDir,
}

impl Compiler {
    /// A compiler that runs with these limits.
    pub fn new(
        workshop: Arc<Workshop>,
        sandbox: Arc<Sandbox>,
        cache: Cache,
        limits: Limits,
    ) -> Self {
        Compiler {
            workshop,
            sandbox,
            cache,
            limits,
        }
    }

    /// What is prepared.
    pub fn workshop(&self) -> &Arc<Workshop> {
        &self.workshop
    }

    /// Compiles; the crates are those that the source may name, or none.
    pub async fn compile(
        &self,
        source: &Source,
        crates: Option<&Crates>,
    ) -> Result<Outcome, CompileError> {
        let key = self.key(source, crates);
        if let Some(kept) = self.cache.get(&key) {
            return Ok(self.outcome(kept, crates));
        }
        let attempt = self.attempt(source, crates).await?;
        let diagnostics = attempt.diagnostics;
        let kept = self
            .cache
            .put(&key, diagnostics, attempt.program.as_deref())?;
        Ok(self.outcome(kept, crates))
    }

    fn key(&self, source: &Source, crates: Option<&Crates>) -> String {
        let flags = format!(
            "1 {:?} {:?} {} {}",
            source.edition,
            source.mode,
            source.tests,
            self.workshop.cache_folder().display()
        );
        hex_digest(&[
            self.workshop.toolchain.identity.as_bytes(),
            crates.map_or("no crates", |crates| &crates.id).as_bytes(),
            flags.as_bytes(),
            source.code.as_bytes(),
        ])
    }

    fn outcome(&self, kept: Kept, crates: Option<&Crates>) -> Outcome {
        let readable = || {
            let crates = crates.map(|crates| crates.folder.clone());
            let standard_library = self.workshop.toolchain.library_folder();
            crates.into_iter().chain([standard_library]).collect()
        };
        Outcome {
            program: kept.program.map(|program| Compiled {
                program,
                readable: readable(),
            }),
            diagnostics: kept.diagnostics,
        }
    }

    /// With the dynamic libraries if that can be; the line which that adds to the source must not show.
    async fn attempt(
        &self,
        source: &Source,
        crates: Option<&Crates>,
    ) -> Result<Attempt, CompileError> {
        if !cfg!(target_os = "linux") {
            return self.start(source, crates, Linking::Static).await;
        }
        let mut attempt = self.start(source, crates, Linking::Dynamic).await?;
        let has_prelude = crates.is_some_and(|crates| crates.prelude.is_some());
        let own_lines = source.code.split('\n').count();
        if !has_prelude || !may_show_the_added_line(&attempt.diagnostics, own_lines) {
            return Ok(attempt);
        }
        if attempt.program.is_some() {
            attempt
                .diagnostics
                .retain(|diagnostic| !diagnostic.touches_lines_after(own_lines));
            return Ok(attempt);
        }
        let checked = self.start(source, crates, Linking::CheckOnly).await?;
        if checked.diagnostics.iter().any(Diagnostic::is_error) {
            return Ok(checked);
        }
        self.start(source, crates, Linking::Static).await
    }

    async fn start(
        &self,
        source: &Source,
        crates: Option<&Crates>,
        linking: Linking,
    ) -> Result<Attempt, CompileError> {
        let folder = work_folder(&invocation::source_for(source, crates, linking))?;
        let toolchain = &self.workshop.toolchain;
        let mut readable = vec![toolchain.sysroot.clone()];
        readable.extend(crates.map(|crates| crates.folder.clone()));
        let job = Job {
            program: toolchain.rustc.clone(),
            args: invocation::arguments(toolchain, crates, source, linking),
            env: invocation::environment(folder.path()),
            readable,
            work_dir: folder.path().to_owned(),
            stdin: Vec::new(),
            limits: self.limits.clone(),
        };
        let (stderr, exit) = self.listen(job).await?;
        if let Some(stopped) = exit.stopped {
            return Err(CompileError::Stopped(stopped));
        }
        if let Some(failure) = exit.failure {
            return Err(anyhow::anyhow!("the sandbox failed: {failure}").into());
        }
        let (mut diagnostics, rest) = diagnostics::parse(&stderr, SOURCE_FILE);
        diagnostics.retain(|diagnostic| !diagnostic.is_summary());
        let failed = exit.code != Some(0);
        if failed && !diagnostics.iter().any(Diagnostic::is_error) {
            return Err(CompileError::Crashed(describe_crash(&rest, &exit)));
        }
        let program = folder.path().join(PROGRAM_FILE);
        let is_file = program.symlink_metadata().is_ok_and(|file| file.is_file());
        Ok(Attempt {
            diagnostics,
            program: (!failed && is_file).then_some(program),
            _folder: folder,
        })
    }

    async fn listen(&self, job: Job) -> anyhow::Result<(String, Exit)> {
        let mut running = self.sandbox.spawn(job).context("cannot start rustc")?;
        let mut stderr = Vec::new();
        while let Some(event) = running.next().await {
            match event {
                Event::Stderr(bytes) => stderr.extend(bytes),
                Event::Stdout(_) => {}
                Event::Exit(exit) => {
                    return Ok((String::from_utf8_lossy(&stderr).into_owned(), exit));
                }
            }
        }
        anyhow::bail!("the compiler vanished")
    }
}

fn work_folder(code: &str) -> anyhow::Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new()
        .prefix("compile-")
        .tempdir()
        .context("cannot make a work folder")?;
    std::fs::write(folder.path().join(SOURCE_FILE), code)
        .context("cannot write to the work folder")?;
    Ok(folder)
}

/// Whether the line that was added to the source can be seen in the diagnostics: they point at it, or are errors of
/// syntax (which have no code): an unclosed brace swallows it.
fn may_show_the_added_line(diagnostics: &[Diagnostic], own_lines: usize) -> bool {
    diagnostics.iter().any(|diagnostic| {
        diagnostic.touches_lines_after(own_lines)
            || (diagnostic.is_error() && diagnostic.code.is_none())
    })
}

fn describe_crash(said: &str, exit: &Exit) -> String {
    let said = said.trim();
    if said.is_empty() {
        return format!("exit code {:?}, signal {:?}", exit.code, exit.signal);
    }
    said.to_owned()
}
