//! The files that a text about the code names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// Where the site is written to.
const BUILT: &str = "book/";

/// Every file and folder that the text names is there.
///
/// A path begins at the root of the repository. A name without its folder, as in `body.rs`, is one of the crate (or the
/// room of the theme) that the line has named before. In a ```` ```text ```` block, a deeper line is in the folder of the
/// line above.
#[must_use]
pub fn named_paths_exist(root: &Path, file: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut is_tree, mut folder) = (false, PathBuf::new());
    for (index, line) in text.lines().enumerate() {
        let missing = if line.starts_with("```") {
            is_tree = line == "```text";
            folder.clear();
            Vec::new()
        } else if is_tree {
            missing_in_tree(root, line, &mut folder)
        } else {
            missing_in_line(root, line)
        };
        problems.extend(missing.into_iter().map(|name| {
            let remedy = "name the file as it is called now";
            Problem::new(file, format!("there is no {name}"), remedy).at(index + 1)
        }));
    }
    problems
}

fn missing_in_tree(root: &Path, line: &str, folder: &mut PathBuf) -> Vec<String> {
    let name = line.split_whitespace().next().unwrap_or_default();
    let path = if line.starts_with(' ') {
        folder.join(name)
    } else {
        *folder = PathBuf::from(name);
        folder.clone()
    };
    let is_missing = !name.is_empty() && !root.join(&path).exists();
    is_missing
        .then(|| path.display().to_string())
        .into_iter()
        .collect()
}

fn missing_in_line(root: &Path, line: &str) -> Vec<String> {
    let mut room = None;
    let mut missing = Vec::new();
    for name in line
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| is_path(name))
    {
        if root.join(name).exists() {
            let mut parts = Path::new(name).iter();
            if let (Some(first), Some(second)) = (parts.next(), parts.next()) {
                room = Some(root.join(first).join(second));
            }
        } else if !room.as_ref().is_some_and(|room| holds(room, name)) && name != BUILT {
            missing.push(name.to_owned());
        }
    }
    missing
}

/// Whether this is the name of a file, or of a folder with a slash at its end.
fn is_path(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let (_, extension) = name.rsplit_once('.').unwrap_or_default();
    let is_file = ["js", "json", "md", "py", "rs", "toml"].contains(&extension);
    name.chars().all(plain)
        && !name.starts_with('/')
        && (is_file || name.ends_with('/') || name.starts_with(".ci/"))
}

/// Whether a folder holds this path, however deep.
fn holds(folder: &Path, name: &str) -> bool {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    folder.join(name).exists()
        || inside
            .filter(|entry| entry.path().is_dir())
            .any(|entry| holds(&entry.path(), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines with a name that nothing has.
    fn found(text: &str) -> Vec<usize> {
        let problems = named_paths_exist(&crate::repository(), "t.md", text);
        problems
            .into_iter()
            .filter_map(|problem| problem.line)
            .collect()
    }

    #[test]
    fn a_name_that_nothing_has_is_found() {
        assert_eq!(
            found("`crates/runner/src/lib.rs`, `queue.rs`, `run/`").len(),
            0
        );
        let others = "`POST /run`, `/healthz`, `a.b`, and `cargo book`";
        assert_eq!(found(others).len(), 0);
        assert_eq!(found("a\n`crates/runner/src/libs.rs`"), [2]);
        assert_eq!(found("`crates/runner/src/lib.rs`, `guard.rs`"), [1]);
        assert_eq!(found("`queue.rs`"), [1]);
        assert_eq!(
            found("`crates/runner/src/lib.rs`, `listings/`, `queue.rs`, `book.toml`").len(),
            0
        );
        assert_eq!(found("`.ci/walk`"), [1]);
    }

    #[test]
    fn a_tree_is_read() {
        assert_eq!(
            found("```text\ncrates/   all\n  book/   one\n  boot/   none\ntheme/\n```\n"),
            [4]
        );
    }
}
