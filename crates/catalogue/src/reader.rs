//! Reads files, and notes what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use super::entries::Catalogue;
use super::error::CatalogueError;
use super::source::Source;
use crate::recorded::{Recorded, RecordedThreads};

/// What has been read, and what was wrong with it.
pub(super) struct Reader {
    pub(super) catalogue: Catalogue,
    pub(super) errors: Vec<CatalogueError>,
}

impl Reader {
    pub(super) fn new(root: &Path) -> Reader {
        Reader {
            catalogue: Catalogue {
                root: root.to_owned(),
                ..Catalogue::default()
            },
            errors: Vec::new(),
        }
    }

    /// Takes over what another has read.
    pub(super) fn absorb(&mut self, other: Reader) {
        let (all, more) = (&mut self.catalogue, other.catalogue);
        all.packages.extend(more.packages);
        all.listings.extend(more.listings);
        all.edits.extend(more.edits);
        all.exercises.extend(more.exercises);
        all.pythons.extend(more.pythons);
        self.errors.extend(other.errors);
    }

    pub(super) fn error(
        &mut self,
        file: &Path,
        line: Option<usize>,
        what: impl Into<String>,
        remedy: &str,
    ) {
        let file = file
            .strip_prefix(&self.catalogue.root)
            .unwrap_or(file)
            .to_owned();
        self.errors.push(CatalogueError {
            file,
            line,
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    pub(super) fn unknown(&mut self, file: &Path, remedy: &str) {
        self.error(file, None, "it is not known what this is", remedy);
    }

    /// What is in a folder, sorted, without the files that editors and systems leave behind.
    pub(super) fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.error(
                    folder,
                    None,
                    format!("it cannot be read: {error}"),
                    "check that the folder exists",
                );
                return Vec::new();
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| !is_left_behind(path));
        paths.sort();
        paths
    }

    pub(super) fn text(&mut self, file: &Path) -> Option<String> {
        match fs::read_to_string(file) {
            Ok(text) => Some(text.replace("\r\n", "\n")),
            Err(error) => {
                self.error(
                    file,
                    None,
                    format!("it cannot be read: {error}"),
                    "write it as UTF-8 text that you may read",
                );
                None
            }
        }
    }

    pub(super) fn source(&mut self, file: &Path) -> Option<Source> {
        let text = self.text(file)?;
        let source = Source::new(text);
        if let Err(line) = source {
            let remedy = "a hidden region goes from `// region: hidden` to `// endregion`, and is not nested";
            self.error(file, Some(line), "this marker has no partner", remedy);
        }
        source.ok()
    }

    /// The recorded output beside a file, if there is one.
    pub(super) fn recorded(&mut self, file: &Path) -> Option<Recorded> {
        if !file.exists() {
            return None;
        }
        match Recorded::parse(&self.text(file)?) {
            Ok(recorded) => Some(recorded),
            Err(errors) => {
                for error in errors {
                    self.error(file, Some(error.line), error.what, &error.remedy);
                }
                None
            }
        }
    }

    /// What is recorded of threads beside an output, if there is anything.
    pub(super) fn threads(
        &mut self,
        file: &Path,
        stdout: Option<&Recorded>,
    ) -> Option<RecordedThreads> {
        if !file.exists() {
            return None;
        }
        if !stdout.is_some_and(|stdout| stdout.headers.threads) {
            let remedy = "remove it, or write `#! threads: kept` at the head of the .stdout file";
            self.error(file, None, "nobody asks for it", remedy);
            return None;
        }
        match RecordedThreads::parse(&self.text(file)?) {
            Ok(threads) => Some(threads),
            Err((line, what)) => {
                let remedy = "remove it, and have `cargo book record` write it anew";
                self.error(file, Some(line), what, remedy);
                None
            }
        }
    }
}

fn is_left_behind(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".rs.bk")
}

pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|other| other == extension)
}
