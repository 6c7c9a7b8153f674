//! A child process whose output is read to its end, and which does not outlive its owner.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A running child; dropping it kills and reaps it.
pub(crate) struct Process {
    child: Child,
    name: String,
    output: Arc<Mutex<Vec<String>>>,
}

impl Process {
    /// Starts a command and waits until a line of its output, stdout or stderr, says what the caller waits for.
    ///
    /// # Errors
    /// If the program cannot be started, or ends or is silent for too long before that line.
    pub(crate) fn start<T>(
        command: &mut Command,
        patience: Duration,
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<(Self, T)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let output = Arc::default();
        let (sender, lines) = channel();
        read_lines(
            child.stdout.take().context("stdout is piped")?,
            &output,
            sender.clone(),
        );
        read_lines(
            child.stderr.take().context("stderr is piped")?,
            &output,
            sender,
        );
        let process = Self {
            child,
            name,
            output,
        };
        let found = process.wait_for(&lines, patience, find)?;
        Ok((process, found))
    }

    fn wait_for<T>(
        &self,
        lines: &Receiver<String>,
        patience: Duration,
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let deadline = Instant::now() + patience;
        loop {
            match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(found) = find(&line) {
                        return Ok(found);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    bail!(
                        "{} was not ready after {patience:?}; it said:\n{}",
                        self.name,
                        self.said()
                    )
                }
                Err(RecvTimeoutError::Disconnected) => {
                    bail!(
                        "{} ended before it was ready; it said:\n{}",
                        self.name,
                        self.said()
                    )
                }
            }
        }
    }

    /// Everything that the process has printed.
    #[must_use]
    pub(crate) fn said(&self) -> String {
        self.output
            .lock()
            .map(|lines| lines.join("\n"))
            .unwrap_or_default()
    }

    /// The process's id.
    #[must_use]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _already_dead = self.child.kill();
        let _status = self.child.wait();
    }
}

fn read_lines(
    stream: impl Read + Send + 'static,
    output: &Arc<Mutex<Vec<String>>>,
    sender: Sender<String>,
) {
    let output = Arc::clone(output);
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { return };
            if let Ok(mut lines) = output.lock() {
                lines.push(line.clone());
            }
            // Nobody listens once the line was found; the pipe is still read to its end.
            let _nobody_waits = sender.send(line);
        }
    });
}
