//! Compiles a reader's program in the sandbox.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sandbox::{Limits, Sandbox, Stopped};

use super::attempt::Attempt;
use super::cache::{Cache, Kept};
use super::crates::Crates;
use super::diagnostics::Diagnostic;
use super::ending::{Ending, ending};
use super::hex_digest;
use super::in_flight::InFlight;
use super::invocation::Linking;
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
    /// A limit struck; what the compiler had said by then is kept.
    #[error("the compiler was stopped")]
    Stopped(Stopped, Vec<Diagnostic>),
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
    pub(super) workshop: Arc<Workshop>,
    pub(super) sandbox: Arc<Sandbox>,
    cache: Cache,
    in_flight: InFlight,
    pub(super) work: PathBuf,
    limits: Limits,
}

/// How far a compilation that nobody waits for yet falls behind one that somebody waits for.
const NICE_AHEAD: i32 = 15;

/// How long a compilation waits for one of the same program that is going on already, at low priority perhaps.
const PATIENCE: Duration = Duration::from_millis(500);

impl Compiler {
    /// A compiler that works below the folder `work`, with these limits.
    pub fn new(
        workshop: Arc<Workshop>,
        sandbox: Arc<Sandbox>,
        cache: Cache,
        work: PathBuf,
        limits: Limits,
    ) -> Self {
        Compiler {
            workshop,
            sandbox,
            cache,
            in_flight: InFlight::default(),
            work,
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
        self.compile_within(source, crates, &self.limits).await
    }

    /// Likewise, at low priority: nobody waits for it yet.
    pub async fn compile_ahead(
        &self,
        source: &Source,
        crates: Option<&Crates>,
    ) -> Result<Outcome, CompileError> {
        let limits = Limits {
            nice: NICE_AHEAD,
            ..self.limits.clone()
        };
        self.compile_within(source, crates, &limits).await
    }

    async fn compile_within(
        &self,
        source: &Source,
        crates: Option<&Crates>,
        limits: &Limits,
    ) -> Result<Outcome, CompileError> {
        let key = self.key(source, crates);
        if let Some(kept) = self.cache.get(&key) {
            return Ok(self.outcome(kept, crates));
        }
        let going_on = self.in_flight.join(&key);
        // Beyond its time it is compiled twice: the other one has stalled.
        let _turn = tokio::time::timeout(PATIENCE, going_on.turn()).await.ok();
        if let Some(kept) = self.cache.get(&key) {
            return Ok(self.outcome(kept, crates));
        }
        let attempt = self.attempt(source, crates, limits).await?;
        if !attempt.is_lasting() {
            return Ok(Outcome {
                diagnostics: attempt.diagnostics,
                program: None,
            });
        }
        let diagnostics = attempt.diagnostics;
        let kept = self
            .cache
            .put(&key, diagnostics, attempt.program.as_deref())?;
        Ok(self.outcome(kept, crates))
    }

    fn key(&self, source: &Source, crates: Option<&Crates>) -> String {
        // The tier too: what was compiled without walls may hold what is behind them.
        let flags = format!(
            "2 {:?} {:?} {} {} {}",
            source.edition,
            source.mode,
            source.tests,
            self.sandbox.tier().letter(),
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
        limits: &Limits,
    ) -> Result<Attempt, CompileError> {
        if !cfg!(target_os = "linux") {
            return self.start(source, crates, Linking::Static, limits).await;
        }
        let has_prelude = crates.is_some_and(|crates| crates.prelude.is_some());
        let ending = ending(&source.code);
        if has_prelude && ending == Ending::Open {
            return self.without_added_line(source, crates, limits).await;
        }
        let mut attempt = self.start(source, crates, Linking::Dynamic, limits).await?;
        let own_lines = source.code.split('\n').count();
        if !has_prelude || !may_show_the_added_line(&attempt.diagnostics, own_lines, ending) {
            return Ok(attempt);
        }
        if attempt.program.is_some() {
            attempt
                .diagnostics
                .retain(|diagnostic| !diagnostic.touches_lines_after(own_lines));
            return Ok(attempt);
        }
        self.without_added_line(source, crates, limits).await
    }

    /// Errors are found by a check alone, and only what has none is linked.
    async fn without_added_line(
        &self,
        source: &Source,
        crates: Option<&Crates>,
        limits: &Limits,
    ) -> Result<Attempt, CompileError> {
        let checked = self
            .start(source, crates, Linking::CheckOnly, limits)
            .await?;
        if checked.diagnostics.iter().any(Diagnostic::is_error) {
            return Ok(checked);
        }
        self.start(source, crates, Linking::Static, limits).await
    }
}

/// Whether the line that was added to the source can be seen in the diagnostics: they point at it, or are errors of
/// syntax (which have no code) in a source whose end may have become a part of it.
fn may_show_the_added_line(diagnostics: &[Diagnostic], own_lines: usize, ending: Ending) -> bool {
    diagnostics.iter().any(|diagnostic| {
        diagnostic.touches_lines_after(own_lines)
            || (ending != Ending::Whole && diagnostic.is_error() && diagnostic.code.is_none())
    })
}
