//! The programs that cargo built from the book's listings.

use std::path::{Path, PathBuf};

use super::cargo::Artifact;
use super::hex_digest;
use super::permissions::readable_by_all;

/// A program that cargo built from a listing.
#[derive(Clone, Debug)]
pub struct ListingProgram {
    /// The program.
    pub program: PathBuf,
    /// Its source as cargo names it to the compiler, which is how a panic message shows it.
    pub source: String,
}

/// A program and the key of its source; none if the source was written to while cargo was building.
pub(super) fn listing_program(
    artifact: &Artifact,
    root: &Path,
    before: std::time::SystemTime,
) -> Option<(String, ListingProgram)> {
    let program = artifact.executable.clone()?;
    let source = artifact.target.src_path.clone();
    let written = std::fs::metadata(&source).ok()?.modified().ok()?;
    if written >= before {
        return None;
    }
    let code = std::fs::read_to_string(&source).ok()?;
    if let Err(error) = readable_by_all(&program) {
        tracing::debug!("a sandbox that runs as another user cannot start it: {error:#}");
    }
    let shown = source.strip_prefix(root).unwrap_or(&source);
    let source = shown.display().to_string();
    Some((source_key(&code), ListingProgram { program, source }))
}

/// The same for texts that differ only in the ends of lines and of the file.
pub(super) fn source_key(code: &str) -> String {
    let lines: Vec<&str> = code.trim_end().lines().collect();
    hex_digest(&[lines.join("\n").as_bytes()])
}
