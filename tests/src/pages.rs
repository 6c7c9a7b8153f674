//! The pages as they are written: Markdown, line by line.

use std::path::{Path, PathBuf};

use crate::summary;

/// What a line of a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The first line of a fenced block, with what follows the fence.
    FenceStart(String),
    /// The last line of a fenced block.
    FenceEnd,
    /// A line inside a fenced block that is shown as it is.
    Code,
    /// `{{#name arguments}}` on a line of its own.
    Directive {
        /// What stands after `{{#`.
        name: String,
        /// The rest, trimmed.
        arguments: String,
    },
    /// A heading and its level.
    Heading(usize),
    /// A row of a table.
    Table,
    /// A line of a quotation.
    Quote,
    /// An empty line.
    Blank,
    /// A line of a comment or an HTML element.
    Html,
    /// Running text, in a paragraph, a list or a box.
    Prose,
}

/// A line of a page.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number, counted from one.
    pub number: usize,
    /// Its text, without the end of line.
    pub text: String,
    /// What it is.
    pub kind: Kind,
}

/// A page as it is written.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its path from `src/`, with `.md`.
    pub path: PathBuf,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Page {
    /// Reads a page from its text.
    #[must_use]
    pub fn parse(path: impl Into<PathBuf>, text: &str) -> Self {
        let mut reader = LineReader::default();
        let lines = text
            .lines()
            .zip(1..)
            .map(|(text, number)| Line {
                number,
                text: text.to_owned(),
                kind: reader.kind(text),
            })
            .collect();
        Self {
            path: path.into(),
            lines,
        }
    }

    /// The page's file, from the root of the repository.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        Path::new("src").join(&self.path)
    }

    /// The page's path without `.md`: also the path of its listing crate below `listings/`.
    #[must_use]
    pub fn stem(&self) -> String {
        self.path
            .with_extension("")
            .to_string_lossy()
            .replace('\\', "/")
    }

    /// The page's title: its first heading of level one, and that heading's line.
    #[must_use]
    pub fn title(&self) -> Option<(&str, usize)> {
        self.lines
            .iter()
            .find(|line| line.kind == Kind::Heading(1))
            .map(|line| (line.text.trim_start_matches('#').trim(), line.number))
    }

    /// What the directives embed, in order: the sort of each thing, its name, and its line.
    /// A pair embeds two things, the Python counterpart and the program.
    #[must_use]
    pub fn embedded(&self) -> Vec<(&str, String, usize)> {
        let mut embedded = Vec::new();
        for line in &self.lines {
            let Kind::Directive { name, arguments } = &line.kind else {
                continue;
            };
            let target = arguments.split_whitespace().next().unwrap_or_default();
            if name == "pair" {
                embedded.push(("python", format!("{target}_py"), line.number));
                embedded.push(("listing", target.to_owned(), line.number));
            } else {
                embedded.push((name, target.to_owned(), line.number));
            }
        }
        embedded
    }

    /// The arguments of all directives with that name, with their lines.
    pub fn directives(&self, wanted: &str) -> impl Iterator<Item = (&str, usize)> {
        self.lines.iter().filter_map(move |line| match &line.kind {
            Kind::Directive { name, arguments } if name == wanted => {
                Some((arguments.as_str(), line.number))
            }
            _ => None,
        })
    }
}

/// All pages below `src/`, sorted by path, `SUMMARY.md` left out.
///
/// # Panics
/// If a file cannot be read.
#[must_use]
pub fn read_all(source: &Path) -> Vec<Page> {
    let mut pages: Vec<Page> = files_below(source, "md")
        .into_iter()
        .filter(|file| file.file_name().is_some_and(|name| name != "SUMMARY.md"))
        .map(|file| {
            let path = file
                .strip_prefix(source)
                .expect("a file below src/")
                .to_path_buf();
            Page::parse(path, &read(&file))
        })
        .collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The table of contents of the book whose pages lie in `source`.
///
/// # Panics
/// If `SUMMARY.md` cannot be read.
#[must_use]
pub fn read_summary(source: &Path) -> Vec<summary::Entry> {
    summary::parse(&read(&source.join("SUMMARY.md")))
}

/// All files below a folder with that extension, at any depth.
///
/// # Panics
/// If a folder cannot be read.
#[must_use]
pub fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The text of a file.
///
/// # Panics
/// If it cannot be read.
#[must_use]
pub fn read(file: &Path) -> String {
    std::fs::read_to_string(file)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()))
}

/// Knows, line after line, which fenced blocks are open.
#[derive(Default)]
struct LineReader {
    /// The open fences, outermost first: their mark, and whether they hold Markdown.
    open: Vec<(String, bool)>,
    in_comment: bool,
}

impl LineReader {
    fn kind(&mut self, text: &str) -> Kind {
        let trimmed = text.trim();
        if let Some((mark, holds_markdown)) = self.open.last() {
            if trimmed.len() >= mark.len() && trimmed.trim_start_matches(&mark[..1]).is_empty() {
                self.open.pop();
                return Kind::FenceEnd;
            }
            if !holds_markdown {
                return Kind::Code;
            }
        }
        for character in ["`", "~"] {
            let length = trimmed.len() - trimmed.trim_start_matches(character).len();
            if length >= 3 {
                let info = trimmed[length..].trim().to_owned();
                self.open
                    .push((character.repeat(length), info.starts_with("admonish")));
                return Kind::FenceStart(info);
            }
        }
        self.outside_fences(trimmed)
    }

    fn outside_fences(&mut self, trimmed: &str) -> Kind {
        if self.in_comment || trimmed.starts_with("<!--") {
            self.in_comment = !trimmed.contains("-->");
            return Kind::Html;
        }
        if let Some(directive) = directive(trimmed) {
            return directive;
        }
        let level = trimmed.len() - trimmed.trim_start_matches('#').len();
        match trimmed.chars().next() {
            None => Kind::Blank,
            Some('#') if trimmed[level..].starts_with(' ') => Kind::Heading(level),
            Some('|') => Kind::Table,
            Some('>') => Kind::Quote,
            Some('<') if !trimmed.starts_with("<http") => Kind::Html,
            Some(_) => Kind::Prose,
        }
    }
}

fn directive(trimmed: &str) -> Option<Kind> {
    let inner = trimmed.strip_prefix("{{#")?.strip_suffix("}}")?;
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    Some(Kind::Directive {
        name: name.to_owned(),
        arguments: arguments.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_holds_markdown_and_a_block_holds_code() {
        let page = Page::parse(
            "a.md",
            "# T\n\n````admonish tip\nText.\n```text\n# no heading\n```\n````\n{{#listing x A b}}\n<!-- a\nb -->\n| a |",
        );
        let kinds: Vec<Kind> = page.lines.iter().map(|line| line.kind.clone()).collect();
        let expected = [
            Kind::Heading(1),
            Kind::Blank,
            Kind::FenceStart("admonish tip".into()),
            Kind::Prose,
            Kind::FenceStart("text".into()),
            Kind::Code,
            Kind::FenceEnd,
            Kind::FenceEnd,
            Kind::Directive {
                name: "listing".into(),
                arguments: "x A b".into(),
            },
            Kind::Html,
            Kind::Html,
            Kind::Table,
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn a_pair_embeds_two_things() {
        let page = Page::parse("a.md", "{{#pair x A b}}\n{{#listing a/b:y}}\n{{#quiz}}");
        let expected = [
            ("python", "x_py".to_owned(), 1),
            ("listing", "x".to_owned(), 1),
            ("listing", "a/b:y".to_owned(), 2),
            ("quiz", String::new(), 3),
        ];
        assert_eq!(page.embedded(), expected);
    }
}
