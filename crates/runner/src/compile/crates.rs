//! The crates that a reader's program may use.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The dynamic library that holds them all.
pub(crate) const PRELUDE: &str = "book_prelude";

/// A crate that programs may use.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CrateVersion {
    /// Its name in Cargo.toml.
    pub name: String,
    /// Its version in Cargo.lock; empty as long as cargo has not said it.
    pub version: String,
    /// Its name in code.
    pub id: String,
}

/// The crates, compiled for one mode.
#[derive(Debug)]
pub struct Crates {
    /// The folder with all files that the compiler needs; a program needs the prelude in it.
    pub folder: PathBuf,
    /// `--extern`: names and files.
    pub externs: Vec<(String, PathBuf)>,
    /// The dynamic library, where programs are linked against it.
    pub prelude: Option<PathBuf>,
    /// Changes whenever a file changes.
    pub id: String,
    /// For `/meta/crates`.
    pub versions: Vec<CrateVersion>,
}

impl Crates {
    /// Whether the files are still there.
    pub fn are_there(&self) -> bool {
        let has_prelude = |prelude: &PathBuf| prelude.is_file();
        self.folder.is_dir() && self.prelude.as_ref().is_none_or(has_prelude)
    }
}
