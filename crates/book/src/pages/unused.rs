//! What was written and is on no page: an author forgot it, or a reader would miss it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::pages::used::Used;
use crate::problem::{Problem, Problems};
use catalogue::Catalogue;

/// Adds a problem for every file that no page of the book uses.
pub(crate) fn check(
    catalogue: &Catalogue,
    root: &Path,
    src: &Path,
    pages: &BTreeSet<String>,
    used: &Used,
    problems: &mut Problems,
) {
    let extras = extras(catalogue);
    unused_extras(&extras, (root, src), pages, used, problems);
    packages_without_page(catalogue, &extras, (root, src), pages, problems);
    for (page, file) in quizzes(&root.join(src), Path::new("")) {
        if !used.quizzes.contains(&page) {
            let remedy = remedy("quiz", &page, src, pages);
            let problem = Problem::new(&src.join(file), "no page uses this quiz", remedy);
            problems.push(problem.that_may_follow());
        }
    }
}

/// The path as seen from the book's folder.
fn inside(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

fn unused_extras(
    extras: &[Extra],
    (root, src): (&Path, &Path),
    pages: &BTreeSet<String>,
    used: &Used,
    problems: &mut Problems,
) {
    for Extra {
        kind,
        called,
        name,
        page,
        file,
    } in extras
    {
        if !used.names.contains(*name) {
            let what = format!("no page uses the {called} `{name}`");
            let remedy = remedy(&format!("{kind} {name}"), page, src, pages);
            problems.push(Problem::new(&inside(root, file), what, remedy).that_may_follow());
        }
    }
}

fn packages_without_page(
    catalogue: &Catalogue,
    extras: &[Extra],
    (root, src): (&Path, &Path),
    pages: &BTreeSet<String>,
    problems: &mut Problems,
) {
    for package in &catalogue.packages {
        let empty = extras.iter().all(|extra| extra.page != package.page);
        if empty && !pages.contains(&package.page) {
            let file = inside(root, &package.folder.join("Cargo.toml"));
            let what = format!("{} is not a page of the book", package.page);
            let remedy = remedy("listing …", &package.page, src, pages);
            problems.push(Problem::new(&file, what, remedy).that_may_follow());
        }
    }
}

/// Something in a listing crate that a page is to show.
struct Extra<'a> {
    /// The directive that shows it.
    kind: &'static str,
    /// What it is called in a sentence.
    called: &'static str,
    name: &'a str,
    page: &'a str,
    file: PathBuf,
}

fn extra<'a>(
    kind: &'static str,
    called: &'static str,
    name: &'a str,
    page: &'a str,
    file: &Path,
) -> Extra<'a> {
    Extra {
        kind,
        called,
        name,
        page,
        file: file.to_owned(),
    }
}

fn extras(catalogue: &Catalogue) -> Vec<Extra<'_>> {
    let listings = catalogue.listings.iter();
    let listings = listings.map(|it| extra("listing", "listing", &it.name, &it.page, &it.path));
    let edits = catalogue.edits.iter();
    let edits = edits.map(|it| extra("edit", "edit", &it.name, &it.page, &it.path));
    let exercises = catalogue.exercises.iter().map(|it| {
        let start = it.folder.join("start.rs");
        extra("exercise", "exercise", &it.name, &it.page, &start)
    });
    let pythons = catalogue.pythons.iter();
    let called = "Python counterpart";
    let pythons = pythons.map(|it| extra("python", called, &it.name, &it.page, &it.path));
    listings
        .chain(edits)
        .chain(exercises)
        .chain(pythons)
        .collect()
}

fn remedy(directive: &str, page: &str, src: &Path, pages: &BTreeSet<String>) -> String {
    let src = src.display();
    if pages.contains(page) {
        format!("write `{{{{#{directive}}}}}` in {src}/{page}.md, or remove the file")
    } else {
        format!("add {page}.md to {src}/SUMMARY.md, or remove the file")
    }
}

/// The quizzes under a folder: the page of each, and its file.
fn quizzes(src: &Path, folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(src.join(folder))
        .into_iter()
        .flatten()
        .flatten()
    {
        let path = folder.join(entry.file_name());
        let name = path.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(quizzes(src, &path));
        } else if let Some(page) = name.strip_suffix(".quiz.toml") {
            found.push((page.to_owned(), path));
        }
    }
    found.sort();
    found
}
