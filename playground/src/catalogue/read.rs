//! Reads `listings/`: which files there are, and what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::page::PageReader;
use super::{Catalogue, CatalogueError, Source};
use crate::recorded::Recorded;

/// Reads everything that can be read, and collects what is wrong with the rest.
pub(super) fn read(root: &Path) -> (Catalogue, Vec<CatalogueError>) {
    let mut reader = Reader::new(root);
    let mut pages = Vec::new();
    let listings = root.join("listings");
    for part in reader.entries(&listings) {
        if part.is_dir() {
            for page in reader.entries(&part) {
                if page.is_dir() {
                    pages.push((part.clone(), page));
                } else {
                    reader.unknown(&page, "only the folders of pages stand here");
                }
            }
        } else if part != listings.join("log_helper.rs") {
            reader.unknown(
                &part,
                "only the folders of parts and log_helper.rs stand here",
            );
        }
    }
    let read: Vec<Reader> = pages
        .par_iter()
        .map(|(part, page)| {
            let mut reader = Reader::new(root);
            PageReader::new(&mut reader, part, page).read();
            reader
        })
        .collect();
    read.into_iter().for_each(|page| reader.absorb(page));
    (reader.catalogue, reader.errors)
}

pub(super) struct Reader {
    pub(super) catalogue: Catalogue,
    pub(super) errors: Vec<CatalogueError>,
}

impl Reader {
    fn new(root: &Path) -> Reader {
        Reader {
            catalogue: Catalogue {
                root: root.to_owned(),
                ..Catalogue::default()
            },
            errors: Vec::new(),
        }
    }

    /// Takes over what another has read.
    fn absorb(&mut self, other: Reader) {
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
}

fn is_left_behind(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".rs.bk")
}
