//! What was written and is on no page: an author forgot it, or a reader would miss it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::expand::Used;
use super::problem::{Problem, Problems};
use crate::catalogue::Catalogue;

/// Adds a problem for every file that no page of the book uses.
pub fn check(
    catalogue: &Catalogue,
    root: &Path,
    src: &Path,
    pages: &BTreeSet<String>,
    used: &Used,
    problems: &mut Problems,
) {
    let listings = catalogue
        .listings
        .iter()
        .map(|it| ("listing", &it.name, &it.page, it.path.clone()));
    let edits = catalogue
        .edits
        .iter()
        .map(|it| ("edit", &it.name, &it.page, it.path.clone()));
    let exercises = catalogue
        .exercises
        .iter()
        .map(|it| ("exercise", &it.name, &it.page, it.folder.join("start.rs")));
    let pythons = catalogue
        .pythons
        .iter()
        .map(|it| ("python", &it.name, &it.page, it.path.clone()));
    let mut missing_pages = BTreeSet::new();
    for (kind, name, page, path) in listings.chain(edits).chain(exercises).chain(pythons) {
        let file = path.strip_prefix(root).unwrap_or(&path).to_owned();
        if !pages.contains(page) {
            missing_pages.insert(page.as_str());
        }
        if !used.names.contains(name) {
            let what = format!("no page uses the {kind} `{name}`");
            problems.push(Problem::new(
                &file,
                what,
                remedy(&format!("{kind} {name}"), page, src, pages),
            ));
        }
    }
    for package in &catalogue.packages {
        if !pages.contains(&package.page) && !missing_pages.contains(package.page.as_str()) {
            let file = package
                .folder
                .strip_prefix(root)
                .unwrap_or(&package.folder)
                .join("Cargo.toml");
            let what = format!("{} is not a page of the book", package.page);
            problems.push(Problem::new(
                &file,
                what,
                remedy("listing …", &package.page, src, pages),
            ));
        }
    }
    for (page, file) in quizzes(&root.join(src), Path::new("")) {
        if !used.quizzes.contains(&page) {
            let what = "no page uses this quiz".to_owned();
            problems.push(Problem::new(
                &src.join(file),
                what,
                remedy("quiz", &page, src, pages),
            ));
        }
    }
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
