//! The gettext file of a language: `po/<language>.po`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use polib::catalog::Catalog;

use crate::complaint::Complaint;
use crate::kind::Kind;

/// What every message of the book is in another language.
#[derive(Debug, Clone, Default)]
pub struct Translation {
    /// Its code, as in `ru`.
    pub language: String,
    pub(crate) file: PathBuf,
    pub(crate) entries: HashMap<Key, Entry>,
}

/// A message's context and its English text.
pub(crate) type Key = (String, String);

/// A message of the gettext file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) text: String,
    /// Its English was changed since.
    pub(crate) fuzzy: bool,
    /// Where its English stands, as the file has it.
    pub(crate) source: String,
    /// Its line in the file.
    pub(crate) line: usize,
}

impl Translation {
    /// A translation of nothing yet.
    pub fn none(language: &str) -> Translation {
        Translation {
            language: language.to_owned(),
            file: file(language),
            entries: HashMap::new(),
        }
    }

    /// Reads `po/<language>.po` of the book in `root`.
    pub fn read(root: &Path, language: &str) -> Result<Translation, Complaint> {
        let file = file(language);
        let path = root.join(&file);
        let unreadable = |why: String| Complaint {
            file: file.clone(),
            line: None,
            what: format!("it cannot be read: {why}"),
            remedy: "write it with `cargo book translate`".to_owned(),
        };
        let text = fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
        check_header(&text).map_err(&unreadable)?;
        let lines = lines(&text, &file)?;
        let catalog =
            polib::po_file::parse(&path).map_err(|error| unreadable(error.to_string()))?;
        Ok(Translation {
            language: language.to_owned(),
            file,
            entries: entries(&catalog, &lines),
        })
    }

    /// What stands in the place of an English message of running text; `None` if nothing does yet.
    pub fn get(&self, english: &str) -> Option<&str> {
        self.get_in("", english)
    }

    /// The text of a file of this kind in this language.
    pub fn of(&self, kind: Kind, text: &str) -> String {
        let text = self.without_quoted_translations(text);
        kind.translated(&text, &|context, english| {
            self.get_in(context, english).map(str::to_owned)
        })
    }

    /// What is quoted in this language needs no translation below it.
    fn without_quoted_translations(&self, text: &str) -> String {
        let original = format!("<blockquote lang=\"{}\">", self.language);
        let mut kept = String::with_capacity(text.len());
        let mut is_quoted = false;
        for line in text.split_inclusive('\n') {
            if !(is_quoted && line.starts_with("<blockquote>")) {
                kept.push_str(line);
            }
            is_quoted = line.starts_with(&original);
        }
        kept
    }

    fn get_in(&self, context: &str, english: &str) -> Option<&str> {
        let key = (context.to_owned(), english.to_owned());
        let entry = self.entries.get(&key)?;
        (!entry.text.is_empty() && !entry.fuzzy).then_some(entry.text.as_str())
    }
}

/// polib expects these at the head of every file.
const HEADER: [&str; 9] = [
    "Project-Id-Version",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Language-Team",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Language",
    "Plural-Forms",
];

fn check_header(text: &str) -> Result<(), String> {
    let head = text.split("\n\n").find(|part| part.contains("msgid \"\""));
    let lines: Vec<&str> = head.unwrap_or_default().lines().collect();
    let has = |key: &str| {
        let start = format!("\"{key}:");
        lines.iter().any(|line| line.starts_with(&start))
    };
    match HEADER.into_iter().find(|key| !has(key)) {
        Some(key) => Err(format!("its head has no line `{key}: …`")),
        None => Ok(()),
    }
}

fn file(language: &str) -> PathBuf {
    Path::new("po").join(format!("{language}.po"))
}

/// The languages that a book is translated into: those with a file in `po/`.
pub fn languages(root: &Path) -> Vec<String> {
    let files = fs::read_dir(root.join("po"))
        .into_iter()
        .flatten()
        .flatten();
    let mut languages: Vec<String> = files
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".po")?.to_owned()))
        .collect();
    languages.sort();
    languages
}

fn entries(catalog: &Catalog, lines: &HashMap<Key, usize>) -> HashMap<Key, Entry> {
    let entry = |message: &dyn polib::message::MessageView| Entry {
        text: message.msgstr().unwrap_or_default().to_owned(),
        fuzzy: message.is_fuzzy(),
        source: message.source().to_owned(),
        line: lines.get(&key(message)).copied().unwrap_or(1),
    };
    let messages = catalog.messages();
    messages
        .map(|message| (key(message), entry(message)))
        .collect()
}

fn key(message: &dyn polib::message::MessageView) -> Key {
    (message.msgctxt().to_owned(), message.msgid().to_owned())
}

/// The line of every message. polib expects that each quoted line ends with its quote: here it is looked at first.
fn lines(text: &str, file: &Path) -> Result<HashMap<Key, usize>, Complaint> {
    let mut lines = HashMap::new();
    let mut context = String::new();
    let mut open: Option<(String, usize)> = None;
    for (index, line) in text.lines().enumerate() {
        let Some(quote) = line.find('"').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let quoted = line[quote..].trim_end();
        if quoted.len() < 2 || !quoted.ends_with('"') {
            return Err(Complaint {
                file: file.to_owned(),
                line: Some(index + 1),
                what: "the text has no closing quote".to_owned(),
                remedy: "end the line with `\"`".to_owned(),
            });
        }
        let piece = unescaped(&quoted[1..quoted.len() - 1]);
        match (line[..quote].trim_end(), &mut open) {
            ("msgctxt", _) => context = piece,
            ("msgid", _) => open = Some((piece, index + 1)),
            ("", Some((id, _))) => id.push_str(&piece),
            ("msgstr", _) => {
                let found = open.take();
                let key = |(id, line)| ((std::mem::take(&mut context), id), line);
                lines.extend(found.map(key));
            }
            _ => {}
        }
    }
    Ok(lines)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(key: &str) -> &str {
        match key {
            "Plural-Forms" => "nplurals=1; plural=0;",
            _ => "x",
        }
    }

    fn read(po: &str) -> Result<Translation, Complaint> {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("po")).unwrap();
        let head = HEADER
            .map(|key| format!("\"{key}: {}\\n\"\n", value(key)))
            .concat();
        let file = root.path().join("po/ru.po");
        fs::write(file, format!("msgid \"\"\nmsgstr \"\"\n{head}\n{po}")).unwrap();
        Translation::read(root.path(), "ru")
    }

    #[test]
    fn a_message_is_found_unless_it_is_empty_or_fuzzy() {
        let po = "#: a.md:1\nmsgid \"Tea \\\"x\\\"\"\nmsgstr \"Чай\"\n\n#, fuzzy\nmsgid \"\"\n\"two \"\n\"lines\"\nmsgstr \"две\"\n\nmsgid \"none\"\nmsgstr \"\"\n";
        let read = read(po).unwrap();
        assert_eq!(read.get("Tea \"x\""), Some("Чай"));
        assert_eq!(
            (read.get("two lines"), read.get("none"), read.get("?")),
            (None, None, None)
        );
        let mut lines: Vec<_> = read.entries.values().map(|entry| entry.line).collect();
        lines.sort();
        assert_eq!(lines, [14, 18, 23]);
    }

    #[test]
    fn a_line_without_its_quote_is_told() {
        let complaint = read("msgid \"a\nmsgstr \"\"\n").unwrap_err();
        assert_eq!(
            (complaint.line, complaint.what.as_str()),
            (Some(13), "the text has no closing quote")
        );
    }

    #[test]
    fn a_file_without_its_head_is_told() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("po")).unwrap();
        fs::write(root.path().join("po/ru.po"), "msgid \"a\"\nmsgstr \"b\"\n").unwrap();
        let complaint = Translation::read(root.path(), "ru").unwrap_err();
        assert!(
            complaint.what.contains("has no line `Project-Id-Version"),
            "{complaint:?}"
        );
    }
}
