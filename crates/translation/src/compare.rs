//! Holds a translation against the English: nothing missing, nothing left over, and the same names and links in both.

use std::collections::{BTreeSet, HashSet};

use pulldown_cmark::{Event, Parser, Tag};

use crate::complaint::Complaint;
use crate::directive;
use crate::gettext::Translation;
use crate::sources::Located;

impl Translation {
    /// What of the book this translation lacks, what it has too much, and what it says with other names or links.
    pub fn complaints(&self, english: &[Located]) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        let mut used = HashSet::new();
        for message in english {
            if used.insert(message.key()) {
                complaints.extend(self.complaint(message));
            }
        }
        let left = self.entries.iter();
        let left = left.filter(|(key, _)| !key.1.is_empty() && !used.contains(key));
        complaints.extend(left.map(|((_, text), entry)| Complaint {
            file: self.file.clone(),
            line: Some(entry.line),
            what: format!("“{}” stands in no page any more", short(text)),
            remedy: "run `cargo book translate`".to_owned(),
        }));
        complaints
    }

    fn complaint(&self, message: &Located) -> Option<Complaint> {
        let at_english = |what: &str| Complaint {
            file: message.file.clone(),
            line: Some(message.line),
            what: format!("“{}” {what} ({})", short(&message.text), self.language),
            remedy: format!(
                "run `cargo book translate`, then write it in {}",
                self.file.display()
            ),
        };
        let Some(entry) = self.entries.get(&message.key()) else {
            return Some(at_english("is not translated"));
        };
        if entry.text.is_empty() {
            return Some(at_english("is not translated"));
        }
        let (what, remedy) = if entry.fuzzy {
            let what = format!(
                "“{}” was changed since it was translated",
                short(&message.text)
            );
            (what, "follow the change, and remove `#, fuzzy`".to_owned())
        } else {
            let what = differing(&message.text, &entry.text)?;
            (what, "write the names and links of the English".to_owned())
        };
        Some(Complaint {
            file: self.file.clone(),
            line: Some(entry.line),
            what,
            remedy,
        })
    }
}

/// What the two do not share of what has to be the same in both.
fn differing(english: &str, translation: &str) -> Option<String> {
    if directive::message(english).is_some() && !directive::same(english, translation) {
        return Some(format!("“{}” is another directive", short(translation)));
    }
    let (ours, theirs) = (kept(english), kept(translation));
    let lost = ours.difference(&theirs).next();
    let added = theirs.difference(&ours).next();
    match (lost, added) {
        (Some(name), _) => Some(format!("“{}” has lost `{name}`", short(translation))),
        (None, Some(name)) => Some(format!("“{}” has `{name}` too much", short(translation))),
        (None, None) => None,
    }
}

/// The pieces of code, and where links lead. How often each stands there is a matter of the language.
fn kept(text: &str) -> BTreeSet<String> {
    let kept = Parser::new(text).filter_map(|event| match event {
        Event::Code(code) => Some(code.into_string()),
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    kept.collect()
}

pub(crate) fn short(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(60).collect();
    match chars.next() {
        Some(_) => format!("{start}…"),
        None => start,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::gettext::Entry;

    fn translation(entries: &[(&str, &str, bool)]) -> Translation {
        let entries = entries.iter().map(|(english, text, fuzzy)| {
            let entry = Entry {
                text: (*text).to_owned(),
                fuzzy: *fuzzy,
                source: String::new(),
                line: 7,
            };
            ((String::new(), (*english).to_owned()), entry)
        });
        Translation {
            language: "ru".to_owned(),
            file: PathBuf::from("po/ru.po"),
            entries: entries.collect(),
        }
    }

    fn told(translation: &Translation, english: &[&str]) -> Vec<String> {
        let located = english.iter().map(|text| Located {
            file: PathBuf::from("src/a.md"),
            line: 3,
            text: (*text).to_owned(),
            context: "",
        });
        let complaints = translation.complaints(&located.collect::<Vec<_>>());
        let told = complaints.into_iter().map(|it| {
            format!(
                "{}:{}: {}",
                it.file.display(),
                it.line.unwrap_or(0),
                it.what
            )
        });
        told.collect()
    }

    #[test]
    fn what_is_missing_changed_or_left_over_is_told_with_its_line() {
        let translation = translation(&[("A", "А", false), ("B", "Б", true), ("old", "х", false)]);
        let expected = [
            "po/ru.po:7: “B” was changed since it was translated",
            "src/a.md:3: “C” is not translated (ru)",
            "po/ru.po:7: “old” stands in no page any more",
        ];
        assert_eq!(told(&translation, &["A", "B", "C"]), expected);
    }

    #[test]
    fn names_and_links_are_the_same_in_both() {
        let pairs = [
            ("Call `f` [here](a.md#b).", "Вызовите `f` [тут](a.md#b)."),
            ("Call `g`.", "Вызовите."),
            ("See [it](a.md).", "См. [его](b.md)."),
            ("{{#listing tea A cup}}", "{{#listing tee Чашка}}"),
            (
                "{{#listing tea mark=\"2\" A cup}}",
                "{{#listing tea mark=\"3\" Чашка}}",
            ),
            (
                "{{#predict t answers=\"a | *b\" Q?}}",
                "{{#predict t answers=\"*a | b\" В?}}",
            ),
        ];
        let entries = pairs.map(|(english, text)| (english, text, false));
        let expected = [
            "po/ru.po:7: “Вызовите.” has lost `g`",
            "po/ru.po:7: “См. [его](b.md).” has lost `a.md`",
            "po/ru.po:7: “{{#listing tee Чашка}}” is another directive",
            "po/ru.po:7: “{{#listing tea mark=\"3\" Чашка}}” is another directive",
            "po/ru.po:7: “{{#predict t answers=\"*a | b\" В?}}” is another directive",
        ];
        assert_eq!(
            told(&translation(&entries), &pairs.map(|(english, _)| english)),
            expected
        );
    }
}
