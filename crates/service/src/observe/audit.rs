//! A line for each run, as JSON: who, when, how long, how it ended; never the program or its output.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use serde_json::Value;

/// Where lines go to. A thread writes them, so that no run waits for a disk; dropping this waits for the last one.
#[derive(Debug)]
pub struct Audit {
    lines: Option<Sender<String>>,
    writer: Option<JoinHandle<()>>,
}

impl Audit {
    /// Appends to this file, which may be moved away while it is written to; `-` is standard output.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = path.to_owned();
        append(&path, "")?;
        let (lines, coming) = channel::<String>();
        let writer = std::thread::Builder::new()
            .name("audit".to_owned())
            .spawn(move || {
                for line in coming {
                    if let Err(error) = append(&path, &line) {
                        tracing::error!("{}: a line of the audit is lost: {error}", path.display());
                    }
                }
            })?;
        Ok(Audit {
            lines: Some(lines),
            writer: Some(writer),
        })
    }

    pub(super) fn write(&self, entry: &Value) {
        if let Some(lines) = &self.lines {
            // The thread ends after this sender alone.
            let _ = lines.send(format!("{entry}\n"));
        }
    }
}

impl Drop for Audit {
    fn drop(&mut self) {
        drop(self.lines.take());
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

/// Opened for each line: a file that was moved away, as log rotation does it, is made anew.
fn append(path: &PathBuf, line: &str) -> io::Result<()> {
    if path.as_os_str() == "-" {
        return io::stdout().lock().write_all(line.as_bytes());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(line.as_bytes())
}
