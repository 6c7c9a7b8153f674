//! Brings a gettext file in step with the English.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use polib::catalog::Catalog;
use polib::message::{Message as Written, MessageFlags};
use polib::metadata::CatalogMetadata;

use crate::gettext::{Entry, Key, Translation};
use crate::sources::Located;

/// From this likeness on, a new message is taken for an old one that was changed: 1 is the same.
const LIKE: f64 = 0.6;

/// What has become of the messages.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// Those that nobody has translated.
    pub new: usize,
    /// Those whose English was changed: the old translation stands there, marked as fuzzy.
    pub changed: usize,
    /// Those that are in no page any more, and were removed.
    pub removed: usize,
    /// All of them.
    pub all: usize,
}

/// Writes `po/<language>.po` of the book in `root` anew: each message of the English once, in its order, with what was
/// said of it so far.
pub fn sync(root: &Path, translation: &Translation, english: &[Located]) -> io::Result<Report> {
    let mut report = Report::default();
    let known: BTreeSet<Key> = english.iter().map(Located::key).collect();
    let old = translation.entries.iter();
    let mut left: Vec<_> = old
        .filter(|(key, _)| !key.1.is_empty() && !known.contains(*key))
        .collect();
    left.sort_by(|a, b| a.0.cmp(b.0));
    let mut catalog = Catalog::new(metadata(&translation.language));
    let mut places = places(english);
    for message in english {
        let Some(places) = places.remove(&message.key()) else {
            continue;
        };
        let (text, fuzzy) = match translation.entries.get(&message.key()) {
            Some(entry) => (entry.text.clone(), entry.fuzzy),
            None => changed(message, &mut left),
        };
        report.new += usize::from(text.is_empty());
        report.changed += usize::from(fuzzy);
        report.all += 1;
        catalog.append_or_update(written(message, places, text, fuzzy));
    }
    report.removed = left.len();
    write(root, translation, &catalog)?;
    Ok(report)
}

/// The translation of the old message that this one was, if there is one like it; it is no longer left over.
fn changed(message: &Located, left: &mut Vec<(&Key, &Entry)>) -> (String, bool) {
    let file = slashes(&message.file);
    let likeness = |old: &str| strsim::normalized_levenshtein(old, &message.text);
    let of_file = left.iter().enumerate();
    let of_file = of_file.filter(|(_, (_, entry))| entry.source.contains(&file));
    let best = of_file
        .filter(|(_, (key, _))| key.0 == message.context)
        .map(|(index, ((_, old), _))| (likeness(old), index))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, index)) => (left.remove(index).1.text.clone(), true),
        None => (String::new(), false),
    }
}

/// Where each message stands, as gettext writes it: a line for each place.
fn places(english: &[Located]) -> BTreeMap<Key, String> {
    let mut places: BTreeMap<Key, String> = BTreeMap::new();
    for message in english {
        let of_message = places.entry(message.key()).or_default();
        if !of_message.is_empty() {
            of_message.push('\n');
        }
        of_message.push_str(&format!("{}:{}", slashes(&message.file), message.line));
    }
    places
}

fn written(message: &Located, places: String, text: String, fuzzy: bool) -> Written {
    let mut flags = MessageFlags::new();
    if fuzzy {
        flags.add_flag("fuzzy");
    }
    let mut written = Written::build_singular();
    written
        .with_source(places)
        .with_flags(flags)
        .with_msgctxt(message.context.to_owned())
        .with_msgid(message.text.clone())
        .with_msgstr(text);
    written.done()
}

fn metadata(language: &str) -> CatalogMetadata {
    let mut metadata = CatalogMetadata::parse(&head(language)).unwrap_or_default();
    metadata.language = language.to_owned();
    metadata
}

/// The head of a gettext file, which tools for translators read.
fn head(language: &str) -> String {
    let plural = match language {
        "ru" => {
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
        }
        _ => "nplurals=2; plural=(n != 1);",
    };
    format!(
        "Project-Id-Version: book\nPOT-Creation-Date: \nPO-Revision-Date: \nLanguage-Team: \nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: {language}\nPlural-Forms: {plural}\n"
    )
}

/// Beside the old file, which is replaced by a whole one only.
fn write(root: &Path, translation: &Translation, catalog: &Catalog) -> io::Result<()> {
    let target = root.join(&translation.file);
    let beside = target.with_extension("po.new");
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    polib::po_file::write(catalog, &beside)?;
    fs::rename(&beside, &target)
}

fn slashes(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(texts: &[&str]) -> Vec<Located> {
        let located = texts.iter().enumerate().map(|(index, text)| Located {
            file: "src/a.md".into(),
            line: index + 1,
            text: (*text).to_owned(),
            context: "",
        });
        located.collect()
    }

    #[test]
    fn what_is_the_same_is_kept_what_changed_is_fuzzy_and_what_is_gone_is_removed() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let none = Translation::none("ru");
        let first = english(&["Wait for it.", "It boils.", "Gone.", "It boils."]);
        let report = sync(root, &none, &first).unwrap();
        assert_eq!((report.new, report.all), (3, 3));
        let po = fs::read_to_string(root.join("po/ru.po")).unwrap();
        assert!(
            po.contains("#: src/a.md:2\n#: src/a.md:4\nmsgid \"It boils.\""),
            "{po}"
        );
        let po = po.replace(
            "msgid \"It boils.\"\nmsgstr \"\"",
            "msgid \"It boils.\"\nmsgstr \"Кипит.\"",
        );
        let po = po.replace(
            "msgid \"Wait for it.\"\nmsgstr \"\"",
            "msgid \"Wait for it.\"\nmsgstr \"Ждите.\"",
        );
        fs::write(root.join("po/ru.po"), po).unwrap();

        let translated = Translation::read(root, "ru").unwrap();
        let report = sync(
            root,
            &translated,
            &english(&["Wait for them.", "It boils.", "New."]),
        )
        .unwrap();
        let expected = Report {
            new: 1,
            changed: 1,
            removed: 1,
            all: 3,
        };
        assert_eq!(report, expected);
        let again = Translation::read(root, "ru").unwrap();
        assert_eq!(
            (again.get("It boils."), again.get("Wait for them.")),
            (Some("Кипит."), None)
        );
        assert!(again.entries[&(String::new(), "Wait for them.".to_owned())].fuzzy);
    }
}
