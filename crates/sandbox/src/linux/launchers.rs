//! Launchers, one of which can be started ahead, so that a run does not wait for its launcher's start.

use crate::wire::LAUNCHER_MARK;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::process::{Child, Command};

/// How long after a start the next launcher is started: the program that was started goes first.
const LATER: Duration = Duration::from_millis(20);

/// A launcher that waits for its order.
#[derive(Debug)]
pub(super) struct Launcher {
    pub child: Child,
    /// The server's end of the control socket.
    pub control: UnixStream,
}

impl Launcher {
    /// Starts the binary as a launcher. Must be called within a tokio runtime.
    pub fn start(binary: &Path) -> io::Result<Launcher> {
        let (ours, theirs) = UnixStream::pair()?;
        let child = Command::new(binary)
            .arg(LAUNCHER_MARK)
            .env_clear()
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        Ok(Launcher {
            child,
            control: ours,
        })
    }

    /// Itself, if it still waits.
    pub fn if_waiting(mut self) -> Option<Launcher> {
        matches!(self.child.try_wait(), Ok(None)).then_some(self)
    }
}

/// Starts launchers. A clone shares what was started ahead.
#[derive(Clone, Debug)]
pub(crate) struct Launchers {
    binary: PathBuf,
    /// Where one is kept ready, if that is wanted. It reads its end and goes when the last clone is dropped, or its server
    /// dies.
    ready: Option<Arc<Mutex<Option<Launcher>>>>,
}

impl Launchers {
    /// Starts this binary, ahead if `ahead`.
    pub fn new(binary: PathBuf, ahead: bool) -> Self {
        Launchers {
            binary,
            ready: ahead.then(Arc::default),
        }
    }

    /// One that waits for its order. Must be called within a tokio runtime, as it also has the next one started.
    pub(super) fn take(&self) -> io::Result<Launcher> {
        let Some(ready) = &self.ready else {
            return Launcher::start(&self.binary);
        };
        let kept = lock(ready).take().and_then(Launcher::if_waiting);
        let launcher = match kept {
            Some(kept) => kept,
            None => Launcher::start(&self.binary)?,
        };
        let (ready, binary) = (Arc::downgrade(ready), self.binary.clone());
        tokio::spawn(async move {
            tokio::time::sleep(LATER).await;
            let Some(ready) = ready.upgrade() else {
                return;
            };
            if lock(&ready).is_some() {
                return;
            }
            // Where it fails, the next run starts its own, and tells why that fails.
            if let Ok(next) = Launcher::start(&binary) {
                lock(&ready).replace(next);
            }
        });
        Ok(launcher)
    }
}

fn lock(ready: &Mutex<Option<Launcher>>) -> std::sync::MutexGuard<'_, Option<Launcher>> {
    ready
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}
