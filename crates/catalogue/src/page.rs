//! Reads one page's crate.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::body::{self, Verdict};
use super::entries::{Edit, Exercise, Listing, ListingKind, Package, Python};
use super::manifest;
use super::reader::{Reader, has_extension, name, stem};

/// Reads the crate of one page into the catalogue.
pub(super) struct PageReader<'r> {
    reader: &'r mut Reader,
    folder: PathBuf,
    page: String,
    package: String,
}

impl<'r> PageReader<'r> {
    pub(super) fn new(reader: &'r mut Reader, part: &Path, folder: &Path) -> PageReader<'r> {
        let (part, page) = (name(part), name(folder));
        PageReader {
            reader,
            folder: folder.to_owned(),
            page: format!("{part}/{page}"),
            package: format!("{part}-{page}"),
        }
    }

    pub(super) fn read(mut self) {
        let mut has_manifest = false;
        for path in self.reader.entries(&self.folder) {
            match name(&path).as_str() {
                "Cargo.toml" => has_manifest = true,
                "src" => self.src(&path),
                "compile_fail" => self.compile_fail(&path),
                "exercises" => self.exercises(&path),
                "edits" => self.edits(&path),
                "python" => self.pythons(&path),
                "tests" => drop(self.files(&path, &["rs"])),
                _ => self.reader.unknown(
                    &path,
                    "a page's crate holds Cargo.toml, src/bin, compile_fail, exercises, edits, python and tests",
                ),
            }
        }
        let manifest = self.folder.join("Cargo.toml");
        if has_manifest {
            self.manifest(&manifest);
        } else {
            self.reader.error(
                &manifest,
                None,
                "the manifest is missing",
                "write it like another page's",
            );
        }
        let PageReader {
            reader,
            folder,
            page,
            package,
        } = self;
        reader.catalogue.packages.push(Package {
            page,
            name: package,
            folder,
        });
    }

    fn manifest(&mut self, file: &Path) {
        let Some(text) = self.reader.text(file) else {
            return;
        };
        let listings = &self.reader.catalogue.listings;
        let programs: Vec<String> = listings
            .iter()
            .filter(|listing| {
                listing.package == self.package && listing.kind == ListingKind::Program
            })
            .map(|listing| listing.name.clone())
            .collect();
        let shown = file
            .strip_prefix(&self.reader.catalogue.root)
            .unwrap_or(file);
        let errors = manifest::check(shown, &text, &self.package, &programs);
        self.reader.errors.extend(errors);
    }

    /// The stems of a folder's main files, those with the first extension; the others must accompany one.
    fn files(&mut self, folder: &Path, extensions: &[&str]) -> Vec<String> {
        let (main, others) = (extensions[0], &extensions[1..]);
        let paths = self.reader.entries(folder);
        let stems: BTreeSet<String> = paths
            .iter()
            .filter(|path| has_extension(path, main))
            .map(|path| stem(path))
            .collect();
        for path in &paths {
            let accompanies = others.iter().any(|other| has_extension(path, other));
            if !path.is_file() || !(accompanies || has_extension(path, main)) {
                let remedy = format!("only .{} files stand here", extensions.join(", ."));
                self.reader.unknown(path, &remedy);
            } else if accompanies && !stems.contains(&stem(path)) {
                let what = format!("there is no {}.{main} for it", stem(path));
                self.reader
                    .error(path, None, what, "remove it, or write that file");
            }
        }
        stems.into_iter().collect()
    }

    fn src(&mut self, folder: &Path) {
        let bin = folder.join("bin");
        for path in self
            .reader
            .entries(folder)
            .iter()
            .filter(|path| **path != bin)
        {
            self.reader
                .unknown(path, "programs stand in src/bin, and nothing else in src");
        }
        if bin.is_dir() {
            self.listings(
                &bin,
                ListingKind::Program,
                &["rs", "stdout", "stderr", "threads"],
            );
        }
    }

    fn compile_fail(&mut self, folder: &Path) {
        self.listings(folder, ListingKind::CompileFail, &["rs", "stderr"]);
    }

    fn listings(&mut self, folder: &Path, kind: ListingKind, extensions: &[&str]) {
        for name in self.files(folder, extensions) {
            let path = folder.join(format!("{name}.rs"));
            let Some(source) = self.reader.source(&path) else {
                continue;
            };
            let stdout = self.reader.recorded(&path.with_extension("stdout"));
            let listing = Listing {
                page: self.page.clone(),
                package: self.package.clone(),
                kind,
                source,
                threads: self
                    .reader
                    .threads(&path.with_extension("threads"), stdout.as_ref()),
                stdout,
                stderr: self.reader.recorded(&path.with_extension("stderr")),
                name,
                path,
            };
            self.reader.catalogue.listings.push(listing);
        }
    }

    fn edits(&mut self, folder: &Path) {
        for name in self.files(folder, &["toml", "stdout", "stderr"]) {
            let path = folder.join(format!("{name}.toml"));
            let Some(text) = self.reader.text(&path) else {
                continue;
            };
            let change = match toml::from_str(&text) {
                Ok(change) => change,
                Err(error) => {
                    let line = error
                        .span()
                        .map(|span| text[..span.start].matches('\n').count() + 1);
                    let remedy = "an edit has listing, say, find, replace and, if it must not compile, compile_error";
                    self.reader.error(&path, line, error.message(), remedy);
                    continue;
                }
            };
            let edit = Edit {
                page: self.page.clone(),
                change,
                stdout: self.reader.recorded(&path.with_extension("stdout")),
                stderr: self.reader.recorded(&path.with_extension("stderr")),
                name,
                path,
            };
            self.reader.catalogue.edits.push(edit);
        }
    }

    fn pythons(&mut self, folder: &Path) {
        for name in self.files(folder, &["py", "stdout", "stderr", "threads"]) {
            let path = folder.join(format!("{name}.py"));
            let Some(source) = self.reader.source(&path) else {
                continue;
            };
            let stdout = self.reader.recorded(&path.with_extension("stdout"));
            let python = Python {
                page: self.page.clone(),
                source,
                threads: self
                    .reader
                    .threads(&path.with_extension("threads"), stdout.as_ref()),
                stdout,
                stderr: self.reader.recorded(&path.with_extension("stderr")),
                name,
                path,
            };
            self.reader.catalogue.pythons.push(python);
        }
    }

    fn exercises(&mut self, folder: &Path) {
        for exercise in self.reader.entries(folder) {
            if exercise.is_dir() {
                self.exercise(&exercise);
            } else {
                self.reader
                    .unknown(&exercise, "each exercise has a folder of its own here");
            }
        }
    }

    fn exercise(&mut self, folder: &Path) {
        let known = ["start.rs", "solution.rs", "check.rs"];
        let folders = Verdict::ALL.map(Verdict::folder);
        for path in self.reader.entries(folder) {
            let is_known = if path.is_dir() {
                folders.contains(&name(&path).as_str())
            } else {
                known.contains(&name(&path).as_str())
            };
            if !is_known {
                let remedy = "an exercise has start.rs, solution.rs and check.rs, and the folders wrong and right";
                self.reader.unknown(&path, remedy);
            }
        }
        let [wrong, right] = Verdict::ALL
            .map(|verdict| body::read(self.reader, &folder.join(verdict.folder()), verdict));
        let [start, solution, check] = known.map(|file| self.reader.source(&folder.join(file)));
        if let (Some(start), Some(solution), Some(check)) = (start, solution, check) {
            let exercise = Exercise {
                name: name(folder),
                page: self.page.clone(),
                folder: folder.to_owned(),
                start,
                solution,
                check,
                wrong,
                right,
            };
            body::check_unlike(self.reader, &exercise);
            self.reader.catalogue.exercises.push(exercise);
        }
    }
}
