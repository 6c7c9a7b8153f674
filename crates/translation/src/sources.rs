//! The messages of a whole book, file by file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::gettext::Key;
use crate::kind::Kind;

/// A message, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The file, relative to the book's root.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// Its text.
    pub text: String,
    /// What tells it from the same words elsewhere; empty in running text.
    pub context: &'static str,
}

/// Every message of the book in `root`, whose pages are in `src`, in the order in which a reader meets them: the titles,
/// then page by page its text, its questions, its pictures and its edits. Words without letters are none.
pub fn messages(root: &Path, src: &Path) -> io::Result<Vec<Located>> {
    let mut all = Vec::new();
    for file in files(root, src)? {
        let Some(kind) = Kind::of(&file) else {
            continue;
        };
        let text = fs::read_to_string(root.join(&file)).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", file.display()))
        })?;
        let of_file = kind.messages(&text).into_iter();
        all.extend(
            of_file
                .filter(|message| message.text.chars().any(char::is_alphabetic))
                .map(|message| Located {
                    file: file.clone(),
                    line: message.line,
                    text: message.text,
                    context: message.context,
                }),
        );
    }
    Ok(all)
}

impl Located {
    /// What it is looked up by.
    pub(crate) fn key(&self) -> Key {
        (self.context.to_owned(), self.text.clone())
    }
}

fn files(root: &Path, src: &Path) -> io::Result<Vec<PathBuf>> {
    let summary = src.join("SUMMARY.md");
    let order = fs::read_to_string(root.join(&summary))?;
    let mut found = Vec::new();
    collect(root, src, &mut found)?;
    // Beside the pages lie the scripts that a build puts there.
    found.retain(|file| *file != summary && Kind::of(file).is_some());
    let listings = Path::new("listings");
    if root.join(listings).is_dir() {
        collect(root, listings, &mut found)?;
    }
    let is_edit = |file: &PathBuf| {
        file.starts_with(src)
            || file
                .parent()
                .is_some_and(|folder| folder.ends_with("edits"))
                && Kind::of(file) == Some(Kind::Table)
    };
    found.retain(is_edit);
    found.sort_by_cached_key(|file| (place(file, src, &order), rank(file), file.clone()));
    Ok([summary, PathBuf::from("book.toml")]
        .into_iter()
        .chain(found)
        .collect())
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let file = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            if !is_built(&file) {
                collect(root, &file, found)?;
            }
        } else {
            found.push(file);
        }
    }
    Ok(())
}

fn is_built(folder: &Path) -> bool {
    folder.ends_with("target") || folder.ends_with("js")
}

/// Where the page that a file belongs to stands in the list of pages.
fn place(file: &Path, src: &Path, order: &str) -> usize {
    let page = page(file, src);
    order.find(&format!("({page}.md)")).unwrap_or(usize::MAX)
}

fn page(file: &Path, src: &Path) -> String {
    let page = match file.strip_prefix(src) {
        Ok(page) => {
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            page.with_file_name(name.split('.').next().unwrap_or_default())
        }
        // listings/<part>/<page>/edits/<name>.toml
        Err(_) => file.iter().skip(1).take(2).collect(),
    };
    page.to_string_lossy().replace('\\', "/")
}

/// Of one page: first its text, then its questions, its pictures, its edits.
fn rank(file: &Path) -> usize {
    match Kind::of(file) {
        Some(Kind::Page | Kind::Summary) => 0,
        Some(Kind::Table) if !file.starts_with("listings") => 1,
        Some(Kind::Picture) => 2,
        _ => 3,
    }
}
