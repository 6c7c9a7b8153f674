//! One start of rustc in the sandbox.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use sandbox::{Event, Exit, Job, Limits, Role, Sandbox};

use super::crates::Crates;
use super::diagnostics::{self, Diagnostic};
use super::error::CompileError;
use super::invocation::{self, Linking, PROGRAM_FILE, SOURCE_FILE};
use super::request::Source;
use super::toolchain::Toolchain;
use super::work::JobFolder;

/// The compiler, and where it is started.
#[derive(Debug)]
pub(super) struct Rustc {
    /// The compiler's files.
    pub toolchain: Toolchain,
    /// What confines it.
    pub sandbox: Arc<Sandbox>,
    /// Where each start has its folder.
    pub work: PathBuf,
}

/// What came of one start of rustc.
pub(super) struct Attempt {
    /// What it said.
    pub diagnostics: Vec<Diagnostic>,
    /// The program, if there is one.
    pub program: Option<PathBuf>,
    /// Holds the program until it is moved to the cache.
    _folder: JobFolder,
}

impl Attempt {
    /// Whether another attempt would come to the same. An error that points at nothing in the source is the machine's:
    /// the linker failed, the disk was full.
    pub(super) fn is_lasting(&self) -> bool {
        let mut errors = self.diagnostics.iter().filter(|found| found.is_error());
        self.program.is_some() || errors.all(|error| !error.spans.is_empty())
    }
}

impl Rustc {
    /// Has rustc produce what `linking` says, in a folder of its own.
    pub(super) async fn start(
        &self,
        source: &Source,
        crates: Option<&Crates>,
        linking: Linking,
        limits: &Limits,
    ) -> Result<Attempt, CompileError> {
        let text = invocation::source_for(source, crates, linking);
        let folder = JobFolder::create(&self.work, "compile-")?;
        std::fs::write(folder.path().join(SOURCE_FILE), text)
            .context("cannot write to the work folder")?;
        let mut args = invocation::arguments(&self.toolchain, crates, source, linking);
        args.push(invocation::without_folder(folder.path()));
        let job = self.job(args, crates, &folder, limits);
        let (stderr, exit) = self.listen(job).await?;
        let (mut diagnostics, rest) = diagnostics::parse(&stderr, SOURCE_FILE);
        diagnostics.retain(|diagnostic| !diagnostic.is_summary());
        if let Some(stopped) = exit.stopped {
            return Err(CompileError::Stopped(stopped, diagnostics));
        }
        if let Some(failure) = exit.failure {
            return Err(anyhow::anyhow!("the sandbox failed: {failure}").into());
        }
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

    /// rustc with these arguments, in this folder.
    fn job(
        &self,
        args: Vec<OsString>,
        crates: Option<&Crates>,
        folder: &JobFolder,
        limits: &Limits,
    ) -> Job {
        let mut readable = vec![self.toolchain.sysroot.clone()];
        readable.extend(crates.map(|crates| crates.folder.clone()));
        Job {
            ordered: false,
            threads: false,
            role: Role::Compiler,
            program: self.toolchain.rustc.clone(),
            args,
            env: invocation::environment(folder.path()),
            readable,
            work_dir: folder.path().to_owned(),
            stdin: Vec::new(),
            limits: limits.clone(),
        }
    }

    async fn listen(&self, job: Job) -> anyhow::Result<(String, Exit)> {
        let mut running = self.sandbox.spawn(job).context("cannot start rustc")?;
        let mut stderr = Vec::new();
        while let Some(event) = running.next().await {
            match event {
                Event::Stderr(bytes) => stderr.extend(bytes),
                Event::Stdout(_) | Event::Threads(_) => {}
                Event::Exit(exit) => {
                    return Ok((String::from_utf8_lossy(&stderr).into_owned(), exit));
                }
            }
        }
        anyhow::bail!("the compiler vanished")
    }
}

fn describe_crash(said: &str, exit: &Exit) -> String {
    let said = said.trim();
    if said.is_empty() {
        return format!("exit code {:?}, signal {:?}", exit.code, exit.signal);
    }
    said.to_owned()
}
