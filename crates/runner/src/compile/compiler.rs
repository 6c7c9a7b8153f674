//! Compiles a reader's program in the sandbox.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use sandbox::{Limits, Sandbox};

use super::attempt::{Attempt, Rustc};
use super::cache::Cache;
use super::crates::Crates;
use super::diagnostics::Diagnostic;
use super::entry::Kept;
use super::error::CompileError;
use super::format::Formatted;
use super::hex_digest;
use super::in_flight::InFlight;
use super::invocation::Linking;
use super::prebuilt::Prebuilt;
use super::request::{Edition, Mode, Source};
use super::source_end::SourceEnd;

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

/// Turns sources into programs.
#[derive(Debug)]
pub struct Compiler {
    prebuilt: Arc<Prebuilt>,
    rustc: Rustc,
    cache: Arc<Cache>,
    in_flight: InFlight,
    limits: Limits,
}

/// How far a compilation that nobody waits for yet falls behind one that somebody waits for.
const NICE_AHEAD: i32 = 15;

/// How long a compilation waits for one of the same program that is going on already, at low priority perhaps.
const PATIENCE: Duration = Duration::from_millis(500);

impl Compiler {
    /// A compiler that works below the folder `work`, with these limits.
    pub fn new(
        prebuilt: Arc<Prebuilt>,
        sandbox: Arc<Sandbox>,
        cache: Cache,
        work: PathBuf,
        limits: Limits,
    ) -> Self {
        Compiler {
            rustc: Rustc {
                toolchain: prebuilt.toolchain.clone(),
                sandbox,
                work,
            },
            prebuilt,
            cache: Arc::new(cache),
            in_flight: InFlight::default(),
            limits,
        }
    }

    /// What was built before anybody asked for it.
    pub fn prebuilt(&self) -> &Arc<Prebuilt> {
        &self.prebuilt
    }

    /// Compiles the smallest program, and notes why with what was prepared, if that cannot be done here: the sandbox's
    /// user cannot read the compiler, say.
    pub async fn try_out(&self) {
        let source = Source {
            code: "fn main() {}\n".to_owned(),
            edition: Edition::E2024,
            mode: Mode::Debug,
            tests: false,
            backtrace: false,
        };
        if let Err(CompileError::Service(error)) = self.compile(&source, None).await {
            tracing::error!("no program can be compiled: {error:#}");
            self.prebuilt.note_fault(format!("{error:#}"));
        }
    }

    /// The program in the usual form, where there is a rustfmt.
    pub async fn format(&self, code: &str, edition: Edition) -> anyhow::Result<Formatted> {
        self.rustc.format(code, edition, &self.limits).await
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
        if let Some(kept) = self.kept(&key).await {
            return Ok(self.outcome(kept, crates));
        }
        let going_on = self.in_flight.join(&key);
        // Beyond its time it is compiled twice: the other one has stalled.
        let _turn = tokio::time::timeout(PATIENCE, going_on.turn()).await.ok();
        if let Some(kept) = self.kept(&key).await {
            return Ok(self.outcome(kept, crates));
        }
        let mut attempt = self.attempt(source, crates, limits).await?;
        if !attempt.is_lasting() {
            return Ok(Outcome {
                diagnostics: attempt.diagnostics,
                program: None,
            });
        }
        let diagnostics = std::mem::take(&mut attempt.diagnostics);
        let (cache, key) = (Arc::clone(&self.cache), key.clone());
        // Copied and read as a whole: not on a thread that answers others.
        let keep = move || cache.put(&key, diagnostics, attempt.program.as_deref());
        let kept = tokio::task::spawn_blocking(keep).await;
        let kept = kept.context("keeping the program panicked")??;
        Ok(self.outcome(kept, crates))
    }

    async fn kept(&self, key: &str) -> Option<Kept> {
        let (cache, key) = (Arc::clone(&self.cache), key.to_owned());
        let kept = tokio::task::spawn_blocking(move || cache.get(&key)).await;
        kept.ok().flatten()
    }

    fn key(&self, source: &Source, crates: Option<&Crates>) -> String {
        // The tier too: what was compiled without walls may hold what is behind them.
        let flags = format!(
            "4 {:?} {:?} {} {} {} {}",
            source.edition,
            source.mode,
            source.tests,
            source.backtrace,
            self.rustc.sandbox.tier().letter(),
            self.prebuilt.supply().cache().display()
        );
        hex_digest(&[
            self.prebuilt.toolchain.identity.as_bytes(),
            crates.map_or("no crates", |crates| &crates.id).as_bytes(),
            flags.as_bytes(),
            source.code.as_bytes(),
        ])
    }

    fn outcome(&self, kept: Kept, crates: Option<&Crates>) -> Outcome {
        let readable = || {
            let crates = crates.map(|crates| crates.folder.clone());
            let standard_library = self.prebuilt.toolchain.library_folder();
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
            return self
                .rustc
                .start(source, crates, Linking::Static, limits)
                .await;
        }
        let has_prelude = crates.is_some_and(|crates| crates.prelude.is_some());
        let end = SourceEnd::of(&source.code);
        if has_prelude && end == SourceEnd::Open {
            return self.without_added_line(source, crates, limits).await;
        }
        let mut attempt = self
            .rustc
            .start(source, crates, Linking::Dynamic, limits)
            .await?;
        let own_lines = source.code.split('\n').count();
        if !has_prelude || !may_show_the_added_line(&attempt.diagnostics, own_lines, end) {
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
            .rustc
            .start(source, crates, Linking::CheckOnly, limits)
            .await?;
        if checked.diagnostics.iter().any(Diagnostic::is_error) {
            return Ok(checked);
        }
        self.rustc
            .start(source, crates, Linking::Static, limits)
            .await
    }
}

/// Whether the line that was added to the source can be seen in the diagnostics: they point at it, or are errors of
/// syntax (which have no code) in a source whose end may have become a part of it.
fn may_show_the_added_line(diagnostics: &[Diagnostic], own_lines: usize, end: SourceEnd) -> bool {
    diagnostics.iter().any(|diagnostic| {
        diagnostic.touches_lines_after(own_lines)
            || (end != SourceEnd::Whole && diagnostic.is_error() && diagnostic.code.is_none())
    })
}
