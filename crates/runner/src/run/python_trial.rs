//! Finds out which Python starts where programs are run: one that belongs to somebody may be out of their reach.

use anyhow::{Context, bail};
use sandbox::{Event, Job, Role};

use super::python::{FindPythonError, PYTHON_ARGUMENTS, Python};
use super::service::Service;
use crate::compile::{JobFolder, search_path};

impl Service {
    /// The Python that programs are run by: the first one on the path that is new enough and starts in the sandbox. It is
    /// looked for once.
    pub async fn python(&self) -> Result<&Python, &FindPythonError> {
        let found = self.python.get_or_init(|| self.find_python()).await;
        found.as_ref()
    }

    async fn find_python(&self) -> Result<Python, FindPythonError> {
        let mut all = Python::all();
        let mut first_fault = None;
        loop {
            // Each is asked, which takes its time.
            let next = tokio::task::spawn_blocking(move || (all.next(), all)).await;
            let Ok((Some(candidate), rest)) = next else {
                return Err(first_fault.unwrap_or(FindPythonError::Absent));
            };
            all = rest;
            match self.try_out(candidate).await {
                Ok(python) => return Ok(python),
                Err(fault) => first_fault = first_fault.or(Some(fault)),
            }
        }
    }

    async fn try_out(
        &self,
        candidate: Result<Python, FindPythonError>,
    ) -> Result<Python, FindPythonError> {
        let python = candidate?;
        match self.greet(&python).await {
            Ok(()) => Ok(python),
            Err(why) => Err(FindPythonError::Confined {
                path: python.program.display().to_string(),
                why: format!("{why:#}"),
            }),
        }
    }

    /// Runs the smallest program.
    async fn greet(&self, python: &Python) -> anyhow::Result<()> {
        let folder = JobFolder::create(&self.settings.work, "python-")?;
        let program = ["-c", "print('hello')"];
        let job = Job {
            ordered: false,
            threads: false,
            role: Role::Program,
            program: python.program.clone(),
            args: PYTHON_ARGUMENTS
                .iter()
                .chain(&program)
                .map(Into::into)
                .collect(),
            env: vec![("PATH".into(), search_path())],
            readable: python.prefix.iter().cloned().collect(),
            work_dir: folder.path().to_owned(),
            stdin: Vec::new(),
            limits: self.settings.run.clone(),
        };
        let mut running = self.sandbox.spawn(job)?;
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        loop {
            match running.next().await.context("it vanished")? {
                Event::Stdout(bytes) => stdout.extend(bytes),
                Event::Stderr(bytes) => stderr.extend(bytes),
                Event::Threads(_) => {}
                Event::Exit(_) if stdout.starts_with(b"hello") => return Ok(()),
                Event::Exit(exit) => {
                    let said = String::from_utf8_lossy(&stderr);
                    let last = said.lines().last().unwrap_or_default();
                    bail!(exit.failure.unwrap_or_else(|| last.to_owned()))
                }
            }
        }
    }
}
