//! One entry of the cache, as files in a folder: the program, and a record with a checksum of all.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::diagnostics::Diagnostic;
use super::hex_digest;
use super::invocation::PROGRAM_FILE;

const RECORD_FILE: &str = "record.json";

/// What is kept of a compilation.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What the compiler said.
    pub diagnostics: Vec<Diagnostic>,
    /// The program; none if it did not compile.
    pub program: Option<PathBuf>,
}

/// What the record holds, after a line with its own checksum.
#[derive(Serialize, Deserialize)]
struct Record {
    diagnostics: Vec<Diagnostic>,
    /// The program's checksum, if there is a program.
    program: Option<String>,
}

/// Writes the record of an entry whose program is in the folder already.
pub(super) fn write(folder: &Path, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
    let program = folder.join(PROGRAM_FILE);
    let program = if program.exists() {
        let bytes = std::fs::read(&program).context("cannot read the program")?;
        Some(hex_digest(&[&bytes]))
    } else {
        None
    };
    let record = Record {
        diagnostics: diagnostics.to_vec(),
        program,
    };
    let text = serde_json::to_string(&record)?;
    let text = format!("{}\n{text}", hex_digest(&[text.as_bytes()]));
    std::fs::write(folder.join(RECORD_FILE), text).context("cannot write to the cache")
}

/// Reads an entry; none if it is not as it was written: the machine stopped meanwhile, or somebody changed it.
pub(super) fn read(folder: &Path) -> Option<Kept> {
    let text = std::fs::read_to_string(folder.join(RECORD_FILE)).ok()?;
    let (checksum, text) = text.split_once('\n')?;
    if hex_digest(&[text.as_bytes()]) != checksum {
        return None;
    }
    let record: Record = serde_json::from_str(text).ok()?;
    let program = folder.join(PROGRAM_FILE);
    let program = match record.program {
        Some(checksum) if is_whole(&program, &checksum) => Some(program),
        Some(_) => return None,
        None => None,
    };
    Some(Kept {
        diagnostics: record.diagnostics,
        program,
    })
}

/// Whether it is the file that was put there, and can be run.
fn is_whole(program: &Path, checksum: &str) -> bool {
    let is_program = program.symlink_metadata().is_ok_and(|found| {
        #[cfg(unix)]
        let may_run =
            std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o500 == 0o500;
        #[cfg(not(unix))]
        let may_run = true;
        found.is_file() && may_run
    });
    is_program && std::fs::read(program).is_ok_and(|bytes| hex_digest(&[&bytes]) == checksum)
}
