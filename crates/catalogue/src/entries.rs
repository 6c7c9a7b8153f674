//! What the catalogue has: the programs, edits, exercises and counterparts of each page.

use std::path::PathBuf;

use serde::Deserialize;

use super::source::Source;
use crate::recorded::{Recorded, RecordedThreads};

/// Everything in `listings/`, sorted by page and name.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The folder that holds `listings/` and `src/`.
    pub root: PathBuf,
    /// The listing crates.
    pub packages: Vec<Package>,
    /// Programs, and programs that must not compile.
    pub listings: Vec<Listing>,
    /// The edits that pages suggest.
    pub edits: Vec<Edit>,
    /// The exercises.
    pub exercises: Vec<Exercise>,
    /// The Python counterparts.
    pub pythons: Vec<Python>,
}

/// A listing crate: the extras of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The page that it belongs to, as in `threads/channels`.
    pub page: String,
    /// Its name, as in `threads-channels`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// What is expected of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListingKind {
    /// It compiles and runs.
    Program,
    /// It does not compile.
    CompileFail,
}

/// A program of the book.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Its name, unique in the book: the stem of its file.
    pub name: String,
    /// The page that it belongs to, as in `threads/channels`.
    pub page: String,
    /// The crate that it belongs to, as in `threads-channels`.
    pub package: String,
    /// What is expected of it.
    pub kind: ListingKind,
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// What it prints; `None` until it is recorded.
    pub stdout: Option<Recorded>,
    /// What it, or the compiler, prints on standard error; `None` when that is nothing.
    pub stderr: Option<Recorded>,
    /// What its threads did, where `stdout` says that this is kept.
    pub threads: Option<RecordedThreads>,
}

/// A change to a listing that a page suggests.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Its name, unique in the book: the stem of its file.
    pub name: String,
    /// The page that it belongs to.
    pub page: String,
    /// Its file.
    pub path: PathBuf,
    /// What the file says.
    pub change: EditChange,
    /// What the edited program prints; `None` until it is recorded, or when it must not compile.
    pub stdout: Option<Recorded>,
    /// What the edited program, or the compiler, prints on standard error.
    pub stderr: Option<Recorded>,
}

/// The file of an edit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditChange {
    /// The listing that it changes, of the same page.
    pub listing: String,
    /// One sentence that tells the reader what to change.
    pub say: String,
    /// The text to replace; it occurs exactly once in the listing.
    pub find: String,
    /// The text that replaces it.
    pub replace: String,
    /// The code of the compile error that the edit leads to, if it must not compile.
    pub compile_error: Option<String>,
}

/// A task with tests.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Its name, unique in the book: the name of its folder.
    pub name: String,
    /// The page that it belongs to.
    pub page: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What the reader starts from: it compiles, and fails a test.
    pub start: Source,
    /// A solution: it passes.
    pub solution: Source,
    /// The tests, a module that is appended to the reader's code.
    pub check: Source,
    /// Bodies that a reader may write and the tests have to reject; no page shows them.
    pub wrong: Vec<Body>,
    /// Bodies unlike the solution that the tests have to accept; no page shows them.
    pub right: Vec<Body>,
}

/// A program that stands in for `start.rs`, to prove what the check decides.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its name: the stem of its file.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// The code of the error with which it does not compile; `None` if it compiles.
    pub error: Option<String>,
}

/// How the name of a Python counterpart ends that prints the same lines as a program:
/// `python/fan_in_py.py` makes a pair with `src/bin/fan_in.rs`.
pub const PAIRED: &str = "_py";

/// The Python counterpart of a listing.
#[derive(Debug, Clone)]
pub struct Python {
    /// Its name, unique in the book: the stem of its file.
    pub name: String,
    /// The page that it belongs to.
    pub page: String,
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// What it prints; `None` until it is recorded.
    pub stdout: Option<Recorded>,
    /// What it prints on standard error; `None` when that is nothing.
    pub stderr: Option<Recorded>,
    /// What its threads did, where `stdout` says that this is kept.
    pub threads: Option<RecordedThreads>,
}

impl Catalogue {
    /// The program, or program that must not compile, of that name.
    pub fn listing(&self, name: &str) -> Option<&Listing> {
        self.listings.iter().find(|listing| listing.name == name)
    }

    /// The edit of that name.
    pub fn edit(&self, name: &str) -> Option<&Edit> {
        self.edits.iter().find(|edit| edit.name == name)
    }

    /// The exercise of that name.
    pub fn exercise(&self, name: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.name == name)
    }

    /// The Python counterpart of that name.
    pub fn python(&self, name: &str) -> Option<&Python> {
        self.pythons.iter().find(|python| python.name == name)
    }

    /// The programs that compile and run.
    pub fn programs(&self) -> impl Iterator<Item = &Listing> {
        self.listings
            .iter()
            .filter(|listing| listing.kind == ListingKind::Program)
    }

    /// The programs that make a pair with a Python counterpart, and that counterpart.
    pub fn pairs(&self) -> impl Iterator<Item = (&Listing, &Python)> {
        self.pythons.iter().filter_map(|python| {
            let name = python.pair()?;
            let mut programs = self.programs();
            let program = programs.find(|it| it.name == name && it.page == python.page)?;
            Some((program, python))
        })
    }

    /// Sorts everything by page and name.
    pub(super) fn sort(&mut self) {
        self.packages.sort_by(|a, b| a.page.cmp(&b.page));
        self.listings
            .sort_by(|a, b| (&a.page, &a.name).cmp(&(&b.page, &b.name)));
        self.edits
            .sort_by(|a, b| (&a.page, &a.name).cmp(&(&b.page, &b.name)));
        self.exercises
            .sort_by(|a, b| (&a.page, &a.name).cmp(&(&b.page, &b.name)));
        self.pythons
            .sort_by(|a, b| (&a.page, &a.name).cmp(&(&b.page, &b.name)));
    }
}

impl Edit {
    /// Makes the edit in the listing's text; `None` when `find` does not occur exactly once.
    pub fn apply(&self, source: &str) -> Option<String> {
        let EditChange { find, replace, .. } = &self.change;
        let mut found = source.match_indices(find.as_str());
        let (at, _) = found.next()?;
        let once = !find.is_empty() && found.next().is_none();
        once.then(|| [&source[..at], replace, &source[at + find.len()..]].concat())
    }
}

impl Python {
    /// The name of the program that it makes a pair with, if its own name says so.
    pub fn pair(&self) -> Option<&str> {
        self.name.strip_suffix(PAIRED)
    }
}

impl Exercise {
    /// A reader's code with the tests, as it is compiled.
    pub fn with_check(&self, code: &str) -> String {
        format!("{code}\n{}", self.check.text())
    }
}
