//! One term of the glossary: its forms, its link, its line in the list.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::html;
use crate::markdown;

/// The page that shows the glossary; its terms are in the TOML file beside it.
pub(crate) const PAGE: &str = "appendix/glossary";

/// One term.
#[derive(Debug)]
pub(super) struct Term {
    /// As it stands in the file.
    pub(super) entry: Entry,
    /// Its line in the file.
    pub(super) line: usize,
    /// What it says, without marks and escaped for an attribute.
    pub(super) title: String,
}

/// One term as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// As in running text, in the singular.
    pub(super) term: Spanned<String>,
    /// Its other forms.
    #[serde(default)]
    pub(super) also: Vec<String>,
    /// Its word in Russian; in the Russian edition, in English.
    pub(super) russian: String,
    /// Its English name, in another language: what leads to it is made of that.
    pub(super) id: Option<String>,
    /// One sentence, in Markdown.
    pub(super) says: String,
    /// The page that teaches it.
    pub(super) page: String,
    /// Pages on which the word means something else.
    #[serde(default)]
    pub(super) not_on: Vec<String>,
    /// The word is so common that only its definition leads to the glossary.
    #[serde(default)]
    pub(super) common: bool,
}

impl Term {
    /// As the file has it, in backticks if it is code.
    pub(super) fn name(&self) -> &str {
        self.entry.term.get_ref()
    }

    /// Its name and its other forms.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name()).chain(self.entry.also.iter().map(String::as_str))
    }

    /// Its name without backticks.
    pub(super) fn plain(&self) -> &str {
        self.name().trim_matches('`')
    }

    /// The end of its id in the page.
    pub(super) fn anchor(&self) -> String {
        let id = self.entry.id.as_deref().unwrap_or(self.name());
        html::id(&id.trim_matches('`').to_lowercase())
    }

    /// Whether its word means it on this page.
    pub(super) fn is_meant_on(&self, page: &str) -> bool {
        !self.entry.common && self.entry.not_on.iter().all(|other| other != page)
    }

    /// Raw HTML around Markdown: no mark of Markdown, and no bar of a table, is left in its attributes.
    pub(super) fn link(&self, up: &str, defines: bool, text: &str, out: &mut String) {
        let anchor = self.anchor();
        let id = if defines {
            format!(r#" id="def-{anchor}""#)
        } else {
            String::new()
        };
        let title = &self.title;
        out.push_str(&format!(
            r##"<a class="term"{id} href="{up}{PAGE}.html#term-{anchor}" title="{title}">{text}</a>"##
        ));
    }

    /// Its line in the glossary.
    pub(super) fn html(&self, titles: &BTreeMap<String, String>) -> String {
        let Entry {
            russian,
            says,
            page,
            ..
        } = &self.entry;
        let up = "../".repeat(PAGE.matches('/').count());
        let taught = titles.get(page).map_or(page.as_str(), String::as_str);
        format!(
            r##"<dt id="term-{anchor}"><dfn>{name}</dfn> <span class="russian" lang="{other}">{russian}</span></dt><dd>{says} <a class="taught" href="{up}{page}.html#def-{anchor}">{taught}</a></dd>"##,
            anchor = self.anchor(),
            other = if self.entry.id.is_some() { "en" } else { "ru" },
            name = markdown::inline(self.name()),
            russian = markdown::inline(russian),
            says = markdown::inline(says),
            taught = html::escape(taught),
        )
    }
}
