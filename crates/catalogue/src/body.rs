//! The bodies that an exercise's check is tried with: wrong ones, which it has to reject, and right ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::check::is_snake_case;
use super::entries::{Body, Exercise};
use super::reader::{Reader, has_extension, stem};
use super::source::Source;
use crate::recorded::is_error_code;

/// How the first line of a body begins that must not compile.
const ERROR: &str = "//! error: ";

/// What the check has to decide of the bodies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// `wrong/`: they fail a test, or do not compile.
    Rejected,
    /// `right/`: they pass.
    Accepted,
}

impl Verdict {
    pub(super) const ALL: [Verdict; 2] = [Verdict::Rejected, Verdict::Accepted];

    /// The name of the folder.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Verdict::Rejected => "wrong",
            Verdict::Accepted => "right",
        }
    }

    /// How many bodies prove something, and which.
    fn least(self) -> (usize, &'static str) {
        match self {
            Verdict::Rejected => (
                3,
                "write three that a reader would write and the check has to reject: the tempting one, the one that passes by luck, the one that does nothing",
            ),
            Verdict::Accepted => (
                2,
                "write two that go another way than solution.rs and that the check has to accept",
            ),
        }
    }
}

/// Reads the bodies of one folder.
pub(super) fn read(reader: &mut Reader, folder: &Path, verdict: Verdict) -> Vec<Body> {
    let mut bodies = Vec::new();
    let paths = if folder.is_dir() {
        reader.entries(folder)
    } else {
        Vec::new()
    };
    let (least, remedy) = verdict.least();
    if paths.len() < least {
        let what = format!(
            "it holds {} of the {least} bodies that it needs",
            paths.len()
        );
        reader.error(folder, None, what, remedy);
    }
    for path in paths {
        if path.is_file() && has_extension(&path, "rs") {
            bodies.extend(read_one(reader, path, verdict));
        } else {
            reader.unknown(&path, "only bodies stand here, each one .rs file");
        }
    }
    bodies
}

fn read_one(reader: &mut Reader, path: PathBuf, verdict: Verdict) -> Option<Body> {
    let source = reader.source(&path)?;
    let mut lines = source.text().lines();
    let mut first = lines.next().unwrap_or_default();
    let mut number = 1;
    let error = first.strip_prefix(ERROR).map(str::to_owned);
    if let Some(code) = &error {
        if verdict == Verdict::Accepted {
            let remedy = "a right body compiles: remove the line, or move the file to wrong/";
            reader.error(&path, Some(1), "`error` is declared for it", remedy);
        } else if !is_error_code(code) {
            let what = format!("`{code}` is not the code of a compile error");
            reader.error(&path, Some(1), what, "write it as in `//! error: E0382`");
        }
        first = lines.next().unwrap_or_default();
        number = 2;
    }
    let says = first.strip_prefix("//! ").unwrap_or_default();
    if says.trim().is_empty() || says.starts_with("error:") {
        let remedy =
            "begin the file with a line like `//! Sorts the results: alphabetical by luck.`";
        reader.error(&path, Some(number), "it does not say what it is", remedy);
    }
    let name = stem(&path);
    if !is_snake_case(&name) {
        let what = format!("the name {name} is not in snake case");
        reader.error(
            &path,
            None,
            what,
            "use a-z, 0-9 and _, beginning with a letter",
        );
    }
    Some(Body {
        name,
        path,
        source,
        error,
    })
}

/// A body that is a copy proves nothing more.
pub(super) fn check_unlike(reader: &mut Reader, exercise: &Exercise) {
    let shown = [
        (exercise.folder.join("start.rs"), &exercise.start),
        (exercise.folder.join("solution.rs"), &exercise.solution),
    ];
    let bodies = exercise.wrong.iter().chain(&exercise.right);
    let bodies = bodies.map(|body| (body.path.clone(), &body.source));
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (path, source) in shown.into_iter().chain(bodies) {
        let Some(other) = seen.insert(code(source), path.clone()) else {
            continue;
        };
        let other = other.strip_prefix(&exercise.folder).unwrap_or(&other);
        let what = format!("it is the same program as {}", other.display());
        reader.error(&path, None, what, "write another body, or remove it");
    }
}

/// A program without the lines that say what it is.
fn code(source: &Source) -> String {
    let lines = source.text().lines();
    lines.filter(|line| !line.starts_with("//! ")).collect()
}
