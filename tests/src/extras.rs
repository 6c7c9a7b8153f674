//! What the listing crates hold: every program, edit, exercise and Python counterpart, by name.

use std::path::{Path, PathBuf};

use crate::pages::files_below;

/// How a page embeds an extra.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A program, or a program that must not compile: `{{#listing name}}`.
    Listing,
    /// An edit of a listing: `{{#edit name}}`.
    Edit,
    /// An exercise: `{{#exercise name}}`.
    Exercise,
    /// A Python counterpart: `{{#python name}}`.
    Python,
}

impl Sort {
    /// The name of the directive that embeds it.
    #[must_use]
    pub fn directive(self) -> &'static str {
        match self {
            Sort::Listing => "listing",
            Sort::Edit => "edit",
            Sort::Exercise => "exercise",
            Sort::Python => "python",
        }
    }
}

/// One program, edit, exercise or counterpart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extra {
    /// The page that it belongs to: the crate's path below `listings/`.
    pub page: String,
    /// How it is embedded.
    pub sort: Sort,
    /// Its name, unique in the book.
    pub name: String,
    /// Its main file, from the root of the repository.
    pub file: PathBuf,
}

/// Reads what lies below `listings/`, without the code that builds the book: a second opinion on it.
///
/// # Panics
/// If a folder cannot be read.
#[must_use]
pub fn read_all(repository: &Path) -> Vec<Extra> {
    let listings = repository.join("listings");
    let mut extras = Vec::new();
    for manifest in files_below(&listings, "toml") {
        if manifest
            .file_name()
            .is_some_and(|name| name == "Cargo.toml")
        {
            extras.extend(of_crate(
                repository,
                manifest.parent().expect("a crate's folder"),
            ));
        }
    }
    extras.sort();
    extras
}

fn of_crate(repository: &Path, folder: &Path) -> Vec<Extra> {
    let page = folder
        .strip_prefix(repository.join("listings"))
        .expect("below listings/");
    let page = page.to_string_lossy().replace('\\', "/");
    let groups = [
        ("src/bin", "rs", Sort::Listing),
        ("compile_fail", "rs", Sort::Listing),
        ("edits", "toml", Sort::Edit),
        ("python", "py", Sort::Python),
        ("exercises", "rs", Sort::Exercise),
    ];
    let mut extras = Vec::new();
    for (subfolder, extension, sort) in groups {
        let subfolder = folder.join(subfolder);
        if !subfolder.is_dir() {
            continue;
        }
        for file in files_below(&subfolder, extension) {
            let Some(name) = name(&file, sort) else {
                continue;
            };
            let file = file
                .strip_prefix(repository)
                .expect("in the repository")
                .to_path_buf();
            extras.push(Extra {
                page: page.clone(),
                sort,
                name,
                file,
            });
        }
    }
    extras
}

/// An exercise is named by its folder and found by its `start.rs`; everything else is named by its file.
fn name(file: &Path, sort: Sort) -> Option<String> {
    let stem = file.file_stem()?;
    let name = match sort {
        // Deeper down stand the bodies that its check is tried with.
        Sort::Exercise if file.parent()?.parent()?.file_name()? != "exercises" => return None,
        Sort::Exercise if stem == "start" => file.parent()?.file_name()?,
        Sort::Exercise => return None,
        _ => stem,
    };
    Some(name.to_string_lossy().into_owned())
}
