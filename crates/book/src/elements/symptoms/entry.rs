//! One symptom: what one sees, what it means, and where the book shows it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::place::Place;
use crate::edition::Edition;
use crate::html;
use crate::markdown;

/// The page that shows the symptoms; they are in the TOML file beside it.
pub(crate) const PAGE: &str = "appendix/by-symptom";

/// One symptom.
#[derive(Debug)]
pub(super) struct Symptom {
    /// As it stands in the file.
    pub(super) entry: Entry,
    /// Its line in the file.
    pub(super) line: usize,
    /// Where it can be seen, in the order of the book.
    pub(super) sights: Vec<Sight>,
}

/// One symptom as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The directive that shows it: `{{#symptoms hangs}}`.
    pub(super) group: Spanned<String>,
    /// What pins the compile error: its code, the name of a lint, or its message.
    pub(super) code: Option<String>,
    /// Words of a recorded output, where `…` stands for anything.
    pub(super) words: Option<String>,
    /// What one sees, in Markdown, where no message says it.
    pub(super) title: Option<String>,
    /// Its English title, in another language: what leads to it is made of that.
    pub(super) id: Option<String>,
    /// Other words with which one looks for it.
    #[serde(default)]
    pub(super) also: Vec<String>,
    /// One line that says what it is, and what helps; Markdown.
    pub(super) means: String,
    /// Where it is seen. A compile error finds its own places.
    #[serde(default)]
    pub(super) at: Vec<At>,
}

/// A place that the file names, and by what one sees it there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct At {
    /// A listing, an edit or a Python counterpart.
    pub(super) r#in: String,
    /// Words that its recorded output has.
    pub(super) prints: Option<String>,
    /// Words that its recorded output does not have.
    pub(super) lacks: Option<String>,
}

/// A place where the symptom is seen.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) place: Place,
    pub(super) prints: Option<String>,
    pub(super) lacks: Option<String>,
}

impl Symptom {
    pub(super) fn group(&self) -> &str {
        self.entry.group.get_ref()
    }

    /// The pinned code, where it is not the message itself.
    fn code(&self) -> Option<&str> {
        self.entry
            .code
            .as_deref()
            .filter(|code| !code.contains(' '))
    }

    /// What it is called, without marks.
    pub(super) fn name(&self) -> String {
        let Entry { title, words, .. } = &self.entry;
        let name = match title {
            Some(title) => markdown::plain(title),
            None => words.clone().unwrap_or_default(),
        };
        match self.code() {
            Some(code) => format!("{code}: {name}"),
            None => name,
        }
    }

    /// What its id is made of: its name in the book's own language.
    fn id(&self) -> String {
        match (&self.entry.id, self.code()) {
            (None, _) => self.name(),
            (Some(id), None) => markdown::plain(id),
            (Some(id), Some(code)) => format!("{code}: {}", markdown::plain(id)),
        }
    }

    /// The end of its id in the page.
    pub(super) fn anchor(&self) -> String {
        let words = self.id().to_lowercase();
        let words = words.split(|char: char| !char.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    }

    /// All that is said of it, for the search.
    pub(super) fn said(&self) -> String {
        let does = self.sights.iter().map(|sight| sight.place.does.as_str());
        let said = [&self.entry.means, &self.entry.also.join(", ")];
        let said = said.into_iter().map(String::as_str).chain(does);
        let said: Vec<String> = said.map(markdown::plain).collect();
        said.join(". ")
    }

    /// Its lines in the list.
    pub(super) fn html(&self, titles: &BTreeMap<String, String>, edition: &Edition) -> String {
        let Entry {
            title,
            words,
            means,
            ..
        } = &self.entry;
        let code = self.code();
        let code = code.map(|code| format!("<code>{}</code> ", html::escape(code)));
        let name = match title {
            Some(title) => markdown::inline(title),
            None => samp(words.as_deref().unwrap_or_default()),
        };
        let sights = self.sights.iter().map(|sight| sight.html(titles, edition));
        format!(
            r#"<dt id="symptom-{anchor}">{code}{name}</dt><dd><p>{means}</p><ul class="seen">{sights}</ul></dd>"#,
            anchor = self.anchor(),
            code = code.unwrap_or_default(),
            means = markdown::inline(means),
            sights = sights.collect::<String>(),
        )
    }
}

impl Sight {
    /// The page that shows it, what is done there, and by what one sees it.
    fn html(&self, titles: &BTreeMap<String, String>, edition: &Edition) -> String {
        let Place { page, id, does, .. } = &self.place;
        let up = "../".repeat(PAGE.matches('/').count());
        let title = html::escape(titles.get(page).unwrap_or(page));
        let mut html = format!(r#"<li><a href="{up}{page}.html#{id}">{title}</a>"#);
        if !does.is_empty() {
            let does = markdown::inline(does);
            html.push_str(&format!(r#" <span class="does">{does}</span>"#));
        }
        for (says, words) in [("prints", &self.prints), ("does not print", &self.lacks)] {
            if let Some(words) = words {
                let says = edition.say(says);
                let words = samp(words);
                html.push_str(&format!(r#" <span class="sign">{says} {words}</span>"#));
            }
        }
        html + "</li>"
    }
}

fn samp(text: &str) -> String {
    format!("<samp>{}</samp>", html::escape(text))
}
