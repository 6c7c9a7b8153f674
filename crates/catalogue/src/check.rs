//! The rules for what is in `listings/`, beyond each file by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::entries::{Catalogue, Edit, Listing, ListingKind, PAIRED};
use super::error::CatalogueError;
use super::source::Source;
use crate::recorded::{ExitStatus, Recorded, is_error_code};

/// The most lines that a page shows of a program.
const MOST_LINES: usize = 60;

pub(super) fn check(catalogue: &Catalogue) -> Vec<CatalogueError> {
    let mut checker = Checker {
        root: &catalogue.root,
        errors: Vec::new(),
    };
    checker.names(catalogue);
    for listing in &catalogue.listings {
        checker.length(&listing.path, &listing.source);
        checker.stdout(&listing.path, listing.stdout.as_ref());
        let must_fail = listing.kind == ListingKind::CompileFail;
        checker.stderr(&listing.path, listing.stderr.as_ref(), must_fail);
    }
    for exercise in &catalogue.exercises {
        checker.length(&exercise.folder.join("start.rs"), &exercise.start);
        checker.length(&exercise.folder.join("solution.rs"), &exercise.solution);
    }
    for edit in &catalogue.edits {
        checker.edit(catalogue, edit);
    }
    let paired: BTreeSet<&str> = catalogue
        .pairs()
        .map(|(_, python)| python.name.as_str())
        .collect();
    for python in &catalogue.pythons {
        if let Some(program) = python.pair().filter(|_| !paired.contains(&*python.name)) {
            let what = format!("the page has no program {program} to make a pair with");
            let remedy = format!("write src/bin/{program}.rs, or take a name without {PAIRED}");
            checker.error(&python.path, None, what, remedy);
        }
        checker.stdout(&python.path, python.stdout.as_ref());
        checker.stderr(&python.path, python.stderr.as_ref(), false);
    }
    checker.errors
}

/// Every name, with the file or folder that has it.
fn names(catalogue: &Catalogue) -> impl Iterator<Item = (&str, PathBuf)> {
    let listings = catalogue.listings.iter().map(|it| (&it.name, &it.path));
    let edits = catalogue.edits.iter().map(|it| (&it.name, &it.path));
    let exercises = catalogue.exercises.iter().map(|it| (&it.name, &it.folder));
    let pythons = catalogue.pythons.iter().map(|it| (&it.name, &it.path));
    let all = listings.chain(edits).chain(exercises).chain(pythons);
    all.map(|(name, path)| (name.as_str(), path.clone()))
}

struct Checker<'a> {
    root: &'a Path,
    errors: Vec<CatalogueError>,
}

impl Checker<'_> {
    fn error(
        &mut self,
        file: &Path,
        line: Option<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let file = file.strip_prefix(self.root).unwrap_or(file).to_owned();
        self.errors.push(CatalogueError {
            file,
            line,
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    /// Names are unique in the whole book, and of one form.
    fn names(&mut self, catalogue: &Catalogue) {
        let mut owners: BTreeMap<&str, PathBuf> = BTreeMap::new();
        for (name, path) in names(catalogue) {
            if !is_snake_case(name) {
                let what = format!("the name {name} is not in snake case");
                let remedy = "use a-z, 0-9 and _, beginning with a letter";
                self.error(&path, None, what, remedy);
            }
            if let Some(other) = owners.get(name) {
                let other = other.strip_prefix(self.root).unwrap_or(other);
                let what = format!("{} has the name {name} as well", other.display());
                let remedy = "rename one: names are unique in the whole book";
                self.error(&path, None, what, remedy);
            } else {
                owners.insert(name, path);
            }
        }
    }

    fn length(&mut self, file: &Path, source: &Source) {
        let lines = source.visible_lines();
        if lines > MOST_LINES {
            let remedy = format!("shorten it to {MOST_LINES}, or hide imports and helpers");
            self.error(
                file,
                None,
                format!("the page would show {lines} lines of it"),
                remedy,
            );
        }
    }

    fn stdout(&mut self, file: &Path, recorded: Option<&Recorded>) {
        if recorded.is_some_and(|recorded| recorded.headers.error.is_some()) {
            let file = file.with_extension("stdout");
            self.error(
                &file,
                Some(1),
                "`error` stands in the .stdout file",
                "move it to the .stderr file",
            );
        }
    }

    fn stderr(&mut self, file: &Path, recorded: Option<&Recorded>, must_fail: bool) {
        let Some(recorded) = recorded else { return };
        let file = file.with_extension("stderr");
        if recorded.headers.exit_status != ExitStatus::default() {
            let remedy = "move `exit` or `signal` to the .stdout file";
            self.error(
                &file,
                Some(1),
                "how the program ends stands in the .stderr file",
                remedy,
            );
        }
        if recorded.headers.threads {
            self.error(
                &file,
                Some(1),
                "`threads` stands in the .stderr file",
                "move it to the .stdout file",
            );
        }
        match (&recorded.headers.error, must_fail) {
            (None, true) => {
                self.error(
                    &file,
                    Some(1),
                    "no error code is pinned",
                    "begin it with a line like `#! error: E0373`",
                );
            }
            (Some(_), false) => {
                self.error(
                    &file,
                    Some(1),
                    "`error` is declared for a program that compiles",
                    "remove it",
                );
            }
            _ => {}
        }
    }

    fn edit(&mut self, catalogue: &Catalogue, edit: &Edit) {
        self.outcome(edit);
        if edit.change.find == edit.change.replace {
            self.error(
                &edit.path,
                None,
                "`replace` is the same as `find`",
                "write what the edit leads to",
            );
        }
        let Some(listing) = catalogue
            .listing(&edit.change.listing)
            .filter(|it| it.page == edit.page)
        else {
            let what = format!("the page has no listing {}", edit.change.listing);
            self.error(
                &edit.path,
                line_of(edit, "listing"),
                what,
                "name a listing of the same page",
            );
            return;
        };
        self.find(edit, listing);
    }

    /// What an edit is to replace stands once in the listing, where the reader sees it.
    fn find(&mut self, edit: &Edit, listing: &Listing) {
        let (source, find) = (&listing.source, edit.change.find.as_str());
        let line = line_of(edit, "find");
        let found: Vec<usize> = source
            .text()
            .match_indices(find)
            .map(|(at, _)| at)
            .collect();
        let (false, [at]) = (find.is_empty(), &found[..]) else {
            let what = format!("`find` occurs {} times in {}", found.len(), listing.name);
            let remedy = "write a text that occurs exactly once, byte for byte";
            self.error(&edit.path, line, what, remedy);
            return;
        };
        let (first, last) = (
            source.line_at(*at),
            source.line_at(*at + find.trim_end_matches('\n').len()),
        );
        let mut hidden = source.lines().filter(|it| it.hidden);
        if hidden.any(|it| (first..=last).contains(&it.number)) {
            let what = "`find` stands in lines that the page hides";
            self.error(&edit.path, line, what, "edit lines that the reader sees");
        }
    }

    fn outcome(&mut self, edit: &Edit) {
        self.stdout(&edit.path, edit.stdout.as_ref());
        let Some(code) = &edit.change.compile_error else {
            self.stderr(&edit.path, edit.stderr.as_ref(), false);
            return;
        };
        if !is_error_code(code) {
            let what = format!("`{code}` is not the code of a compile error");
            self.error(
                &edit.path,
                line_of(edit, "compile_error"),
                what,
                "write it as in `compile_error = \"E0382\"`",
            );
        }
        if edit.stdout.is_some() {
            let file = edit.path.with_extension("stdout");
            self.error(
                &file,
                None,
                "the edit must not compile, so it prints nothing",
                "remove it",
            );
        }
        let declared = edit
            .stderr
            .as_ref()
            .and_then(|recorded| recorded.headers.error.as_ref());
        if declared.is_some_and(|declared| declared != code) {
            let file = edit.path.with_extension("stderr");
            self.error(
                &file,
                Some(1),
                format!("the edit pins another code, {code}"),
                "remove the line, or make the two agree",
            );
        }
    }
}

/// The line of a key in the file of an edit, as far as the file still has it.
fn line_of(edit: &Edit, key: &str) -> Option<usize> {
    let text = std::fs::read_to_string(&edit.path).ok()?;
    let starts = |line: &str| {
        line.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(starts).map(|index| index + 1)
}

pub(super) fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
