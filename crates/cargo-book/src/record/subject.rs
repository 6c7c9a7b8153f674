//! What has an outcome that is recorded.

use std::path::{Path, PathBuf};

use catalogue::recorded::{Recorded, RecordedThreads};
use catalogue::{Catalogue, Edit, Listing, ListingKind, Python};

/// One thing to perform, and where its outcome is recorded.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Its name, unique in the book.
    pub name: &'a str,
    /// The page that it belongs to.
    pub page: &'a str,
    /// What it is.
    pub work: Work<'a>,
    /// Its file; the recorded outcome stands beside it.
    pub path: &'a Path,
    /// The recorded standard output.
    pub stdout: Option<&'a Recorded>,
    /// The recorded standard error.
    pub stderr: Option<&'a Recorded>,
    /// What is recorded of its threads.
    pub threads: Option<&'a RecordedThreads>,
}

/// What there is to perform.
#[derive(Debug, Clone, Copy)]
pub enum Work<'a> {
    /// A program, or one that must not compile.
    Listing(&'a Listing),
    /// A listing with an edit.
    Edit(&'a Edit, &'a Listing),
    /// A Python program.
    Python(&'a Python),
}

/// What an outcome must be, beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation<'a> {
    /// It runs.
    Runs,
    /// It does not compile, with this code; without one, it is not pinned yet.
    Fails(Option<&'a str>),
}

impl Subject<'_> {
    /// What the outcome must be.
    pub fn expectation(&self) -> Expectation<'_> {
        let recorded = self
            .stderr
            .and_then(|recorded| recorded.headers.error.as_deref());
        match self.work {
            Work::Listing(listing) if listing.kind == ListingKind::CompileFail => {
                Expectation::Fails(recorded)
            }
            Work::Edit(edit, _) if edit.change.compile_error.is_some() => {
                Expectation::Fails(edit.change.compile_error.as_deref())
            }
            _ => Expectation::Runs,
        }
    }

    /// The file that records its standard output.
    pub fn stdout_file(&self) -> PathBuf {
        self.path.with_extension("stdout")
    }

    /// The file that records its standard error.
    pub fn stderr_file(&self) -> PathBuf {
        self.path.with_extension("stderr")
    }

    /// The file that records what its threads did.
    pub fn threads_file(&self) -> PathBuf {
        self.path.with_extension("threads")
    }

    /// Whether what its threads do is recorded.
    pub fn keeps_threads(&self) -> bool {
        let can = !matches!(self.work, Work::Edit(..));
        can && self.stdout.is_some_and(|stdout| stdout.headers.threads)
    }

    /// Whether a name that was asked for means it: its own, its page's or its listing's.
    pub fn is_meant_by(&self, name: &str) -> bool {
        let listing = match self.work {
            Work::Edit(edit, _) => Some(edit.change.listing.as_str()),
            Work::Listing(_) | Work::Python(_) => None,
        };
        name == self.name || name == self.page || listing == Some(name)
    }
}

/// Everything in the catalogue that has an outcome, by page.
pub fn subjects(catalogue: &Catalogue) -> Vec<Subject<'_>> {
    let listings = catalogue.listings.iter().map(|listing| Subject {
        name: &listing.name,
        page: &listing.page,
        work: Work::Listing(listing),
        path: &listing.path,
        stdout: listing.stdout.as_ref(),
        stderr: listing.stderr.as_ref(),
        threads: listing.threads.as_ref(),
    });
    let edits = catalogue.edits.iter().filter_map(|edit| {
        let listing = catalogue.listing(&edit.change.listing)?;
        Some(Subject {
            name: &edit.name,
            page: &edit.page,
            work: Work::Edit(edit, listing),
            path: &edit.path,
            stdout: edit.stdout.as_ref(),
            stderr: edit.stderr.as_ref(),
            threads: None,
        })
    });
    let pythons = catalogue.pythons.iter().map(|python| Subject {
        name: &python.name,
        page: &python.page,
        work: Work::Python(python),
        path: &python.path,
        stdout: python.stdout.as_ref(),
        stderr: python.stderr.as_ref(),
        threads: python.threads.as_ref(),
    });
    let mut subjects: Vec<Subject<'_>> = listings.chain(edits).chain(pythons).collect();
    subjects.sort_by_key(|subject| subject.page);
    subjects
}
