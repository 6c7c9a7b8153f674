//! The table of contents, as `SUMMARY.md` has it.

use std::path::{Path, PathBuf};

/// A line of the table of contents that names a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The page's title.
    pub title: String,
    /// The page's path from `src/`, with `.md`.
    pub path: PathBuf,
    /// The line of `SUMMARY.md`, counted from one.
    pub line: usize,
    /// True of a chapter of a part: a list item outside the appendices.
    pub is_chapter: bool,
}

/// Reads the table of contents.
#[must_use]
pub fn parse(text: &str) -> Vec<Entry> {
    text.lines()
        .zip(1..)
        .filter_map(|(line, number)| entry(line, number))
        .collect()
}

fn entry(line: &str, number: usize) -> Option<Entry> {
    let trimmed = line.trim_start();
    let link = trimmed.trim_start_matches(['-', '*']).trim_start();
    let (title, rest) = link.strip_prefix('[')?.split_once("](")?;
    let path = rest.strip_suffix(')').unwrap_or(rest);
    if path.is_empty() {
        return None;
    }
    let path = PathBuf::from(path.trim_start_matches("./"));
    let is_chapter = link.len() < trimmed.len() && is_in_a_part(&path);
    Some(Entry {
        title: title.to_owned(),
        path,
        line: number,
        is_chapter,
    })
}

/// True of a page that lies in a part's folder; the appendices have a shape of their own.
fn is_in_a_part(path: &Path) -> bool {
    path.parent()
        .is_some_and(|folder| !folder.as_os_str().is_empty() && folder != "appendix")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_is_a_list_item_in_a_parts_folder() {
        let text = "# Summary\n\n[Intro](introduction.md)\n\n# Async\n\n- [Tasks](async/tasks.md)\n- [Notes](appendix/the-notes.md)\n- [Draft]()\n";
        let entries = parse(text);
        let paths: Vec<_> = entries
            .iter()
            .map(|entry| entry.path.to_str().unwrap())
            .collect();
        assert_eq!(
            paths,
            ["introduction.md", "async/tasks.md", "appendix/the-notes.md"]
        );
        let chapters: Vec<_> = entries.iter().map(|entry| entry.is_chapter).collect();
        assert_eq!(chapters, [false, true, false]);
        assert_eq!(entries[1].line, 7);
    }
}
