//! How the files of a book hold their messages.

use std::path::Path;

use crate::message::{Message, Translate};
use crate::{markdown, summary, svg, toml_strings};

/// How a file holds its messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Page,
    /// The list of the pages.
    Summary,
    /// A picture.
    Picture,
    /// Questions, edits, terms, symptoms, the book's own table.
    Table,
}

impl Kind {
    /// The kind of the file of this name, if it is one that holds messages.
    pub fn of(file: &Path) -> Option<Kind> {
        if file.file_name()? == "SUMMARY.md" {
            return Some(Kind::Summary);
        }
        match file.extension()?.to_str()? {
            "md" => Some(Kind::Page),
            "svg" => Some(Kind::Picture),
            "toml" => Some(Kind::Table),
            _ => None,
        }
    }

    /// The messages of the text, in their order.
    pub fn messages(self, text: &str) -> Vec<Message> {
        match self {
            Kind::Page => markdown::messages(text),
            Kind::Summary => summary::messages(text),
            Kind::Picture => svg::messages(text),
            Kind::Table => toml_strings::messages(text),
        }
    }

    /// The text in another language; a message that is not translated stays as it is.
    pub(crate) fn translated(self, text: &str, translate: &Translate<'_>) -> String {
        match self {
            Kind::Page => markdown::translated(text, translate),
            Kind::Summary => summary::translated(text, translate),
            Kind::Picture => svg::translated(text, translate),
            Kind::Table => toml_strings::translated(text, translate),
        }
    }
}
