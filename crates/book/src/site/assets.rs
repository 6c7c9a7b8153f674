//! The page's scripts: `theme/js/dist` and `theme/js/vendor` are copied to `src/js`, from where mdBook copies them
//! to the site.
//!
//! mdBook copies every file under `src` that is not Markdown. A copy works where a symbolic link would not.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the search can find: the build writes it beside the scripts.
const SEARCH: &str = "search.json";

/// The script that keeps a hosted copy.
const WORKER: &str = "sw.js";

/// The file with what the search can find, of the book in its own language or in another one.
pub(crate) fn search(language: Option<&str>) -> String {
    of(SEARCH, language)
}

/// The file of the script that keeps a hosted copy.
pub(crate) fn worker(language: Option<&str>) -> String {
    of(WORKER, language)
}

/// `sw-ru.js` for `sw.js`: a build writes both languages' files into the same folder.
fn of(name: &str, language: Option<&str>) -> String {
    match (language, name.split_once('.')) {
        (Some(language), Some((stem, kind))) => format!("{stem}-{language}.{kind}"),
        _ => name.to_owned(),
    }
}

/// What a build of the book in `root` writes among its sources.
pub fn written(root: &Path) -> Vec<PathBuf> {
    let languages = translation::languages(root);
    let workers = languages.iter().map(|language| worker(Some(language)));
    let files = ["js".to_owned(), worker(None)].into_iter().chain(workers);
    files.map(|file| root.join("src").join(file)).collect()
}

/// Where the page's scripts come from; a book without them has nothing to search with.
pub(crate) const SCRIPTS: &str = "theme/js";

/// What is said where a file or folder beside the sources cannot be written.
pub fn not_written(target: &Path, error: io::Error) -> anyhow::Error {
    let belongs_to_others = [
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::ReadOnlyFilesystem,
    ];
    let remedy = if belongs_to_others.contains(&error.kind()) {
        ". A book is built among its sources: copy them to a folder of yours, and start there"
    } else {
        ""
    };
    anyhow::anyhow!("cannot write {}: {error}{remedy}", target.display())
}

/// Writes a file, unless it is there already: nothing is built again for what is the same.
pub(crate) fn write_if_new(target: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(target).is_ok_and(|old| old == content) {
        return Ok(());
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    write(folder, target, content)
}

/// Makes `src/js` equal to what pages load of `theme/js`. Files that are the same are not touched: nothing is built again for them.
pub(crate) fn sync(root: &Path) -> anyhow::Result<()> {
    let (from, to) = (root.join(SCRIPTS), root.join("src/js"));
    if !from.is_dir() {
        return Ok(());
    }
    copy(&from, &to).map_err(|error| not_written(&to, error))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let wanted: BTreeSet<PathBuf> = files(from)?
        .into_iter()
        .filter(|file| is_served(file))
        .collect();
    let present = if to.is_dir() { files(to)? } else { Vec::new() };
    let is_written = |file: &Path| is_search(&file.to_string_lossy());
    for file in present
        .iter()
        .filter(|file| !wanted.contains(*file) && !is_written(file))
    {
        match fs::remove_file(to.join(file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    for file in &wanted {
        write_if_new(&to.join(file), &fs::read(from.join(file))?)?;
    }
    Ok(())
}

/// What pages load: the packed modules, and what they import. Their sources stay at home.
fn is_served(file: &Path) -> bool {
    let hidden = file
        .iter()
        .any(|part| part.to_string_lossy().starts_with('.'));
    !hidden && file.iter().next().is_some_and(is_folder_of_pages)
}

/// `dist`, `dist-ru` and what they share.
fn is_folder_of_pages(folder: &std::ffi::OsStr) -> bool {
    let folder = folder.to_string_lossy();
    folder == "vendor" || folder == "dist" || folder.starts_with("dist-")
}

/// What the build writes itself.
fn is_search(file: &str) -> bool {
    file == SEARCH || file.starts_with("search-") && file.ends_with(".json")
}

/// Writes beside the target and renames, so that no reader ever sees half a file.
fn write(folder: &Path, target: &Path, content: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.tempfile_in(folder)?;
    io::Write::write_all(&mut file, content)?;
    file.persist(target)?;
    Ok(())
}

/// All files under a folder, relative to it.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, file: &str, text: &str) {
        let file = root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    #[test]
    fn the_copy_is_the_same_and_the_same_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        write(root, "theme/js/dist/page.js", "1");
        write(root, "theme/js/vendor/run/run.js", "2");
        write(root, "theme/js/source.js", "no");
        write(root, "src/js/gone.js", "3");
        sync(root).unwrap();
        let mut copied = files(&root.join("src/js")).unwrap();
        copied.sort();
        assert_eq!(
            copied,
            [
                PathBuf::from("dist/page.js"),
                PathBuf::from("vendor/run/run.js")
            ]
        );
        let modified = || {
            fs::metadata(root.join("src/js/dist/page.js"))
                .unwrap()
                .modified()
                .unwrap()
        };
        let before = modified();
        write(root, "theme/js/vendor/run/run.js", "2b");
        sync(root).unwrap();
        assert_eq!(modified(), before);
        assert_eq!(
            fs::read_to_string(root.join("src/js/vendor/run/run.js")).unwrap(),
            "2b"
        );
    }

    #[test]
    fn a_book_without_scripts_is_a_book() {
        sync(tempfile::tempdir().unwrap().path()).unwrap();
    }
}
