//! What helps where a preprocessor is missing or fails: in the words of a terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use toml::{Table, Value};

/// Programs whose crate has another name.
const CRATES: [(&str, &str); 1] = [("mdbook-gettext", "mdbook-i18n-helpers")];

/// How far below a book's repository its own programs are looked for.
const DEPTH: usize = 4;

/// What is said of a preprocessor that is not on this machine.
pub(super) fn missing(name: &str, command: &str, root: &Path) -> String {
    format!(
        "the preprocessor {name} is not on this machine, and pages are shown as they are without it: {}",
        remedy(command, root)
    )
}

fn remedy(command: &str, root: &Path) -> String {
    let program = command.split_whitespace().next().unwrap_or(command);
    if !program.starts_with("mdbook-") {
        return format!("it is started as `{command}`");
    }
    if let Some(folder) = crate_below(repository(root), program, DEPTH) {
        return format!("`cargo install --path {}` brings it", folder.display());
    }
    let known = CRATES.iter().find(|(known, _)| *known == program);
    let package = known.map_or(program, |(_, package)| package);
    format!("`cargo install {package}` may bring it")
}

/// The folder of the repository that a book is in; else the book's.
fn repository(root: &Path) -> &Path {
    let mut folders = root.ancestors();
    folders
        .find(|folder| folder.join(".git").exists())
        .unwrap_or(root)
}

/// The folder of the crate that makes this program: many a book comes with its own.
fn crate_below(folder: &Path, program: &str, depth: usize) -> Option<PathBuf> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    if manifest.parse().is_ok_and(|table| makes(&table, program)) {
        return Some(folder.to_owned());
    }
    if depth == 0 {
        return None;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter(|entry| {
            let name = entry.file_name();
            !name.to_string_lossy().starts_with('.') && name != "target" && name != "node_modules"
        })
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    let mut folders = folders.iter();
    folders.find_map(|folder| crate_below(folder, program, depth - 1))
}

fn makes(manifest: &Table, program: &str) -> bool {
    let is_it = |table: &Value| table.get("name").and_then(Value::as_str) == Some(program);
    let bins = manifest.get("bin").and_then(Value::as_array);
    manifest.get("package").is_some_and(is_it) || bins.is_some_and(|bins| bins.iter().any(is_it))
}

/// Why a preprocessor is left out that was asked whether it is for a renderer, by what it said on its standard error.
pub(super) fn why_left_out(said: &str, status: ExitStatus, renderer: &str) -> String {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    // As cargo and rustup say it; else the last words.
    let error = lines().find_map(|line| line.strip_prefix("error:"));
    let Some(error) = error.or_else(|| lines().next_back()) else {
        return format!("it says that it is not for {renderer} ({status})");
    };
    let help = lines().find_map(|line| line.strip_prefix("help:"));
    let help = help.map_or_else(String::new, |help| format!(";{help}"));
    format!("it failed ({status}): {}{help}", error.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn a_program_of_the_books_own_repository_is_installed_from_there() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, ".git/HEAD", "");
        write(root, "target/a/Cargo.toml", "package.name = \"mdbook-a\"");
        write(root, "tools/a/Cargo.toml", "package.name = \"mdbook-a\"");
        write(
            root,
            "tools/b/Cargo.toml",
            "package.name = \"b\"\n[[bin]]\nname = \"mdbook-b\"\n",
        );
        write(root, "book/book.toml", "");
        for (program, crate_of_it) in [("mdbook-a", "tools/a"), ("mdbook-b", "tools/b")] {
            let path = root.join(crate_of_it);
            let wanted = format!("`cargo install --path {}` brings it", path.display());
            assert_eq!(remedy(program, &root.join("book")), wanted);
        }
        assert_eq!(
            remedy("mdbook-gettext", &root.join("book")),
            "`cargo install mdbook-i18n-helpers` may bring it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn why_one_is_left_out_is_what_it_said_with_the_remedy() {
        use std::os::unix::process::ExitStatusExt as _;
        let status = ExitStatus::from_raw(256);
        for (said, why) in [
            ("", "it says that it is not for html (exit status: 1)"),
            (
                "error: toolchain '1.97' is not installed\nhelp: run `rustup toolchain install` to install it\n\n\
                 Stack backtrace:\n  12: <unknown>\n",
                "it failed (exit status: 1): toolchain '1.97' is not installed; run `rustup toolchain install` to \
                 install it",
            ),
            (
                "Traceback:\n  line 1\nModuleNotFoundError: no yaml\n",
                "it failed (exit status: 1): ModuleNotFoundError: no yaml",
            ),
        ] {
            assert_eq!(why_left_out(said, status, "html"), why);
        }
    }
}
