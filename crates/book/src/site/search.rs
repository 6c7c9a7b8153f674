//! What the page's search can find: every section of every page, with its words and the names in its code.
//!
//! The index itself is made in the reader's browser (theme/js/search), when the search is opened for the first time.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use serde::Serialize;

use crate::html::text_of;
use crate::pages::directives::{self, Kind, Piece};
use crate::pages::page::page as page_path;
use crate::problem::Problems;
use crate::site::names::{names, names_of};
use catalogue::{Catalogue, PAIRED, Source};

/// A page, as the search has it.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(crate) struct Page {
    title: String,
    address: String,
    /// The terms that this page teaches, by the glossary: it comes before those that only use them.
    #[serde(skip_serializing_if = "String::is_empty")]
    teaches: String,
    sections: Vec<Section>,
}

/// A section: its heading (none at the top of a page), anchor, text, and the names in its code.
#[derive(Debug, Default, Serialize, PartialEq, Eq)]
pub(crate) struct Section(String, String, String, String);

/// The entries of the appendix, each with its anchor and what is said of it.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// The terms of the glossary.
    pub terms: Vec<[String; 3]>,
    /// The symptoms of each group.
    pub symptoms: BTreeMap<String, Vec<[String; 3]>>,
    /// The terms that each page teaches, by the page's path without `.md`.
    pub taught: BTreeMap<String, Vec<String>>,
}

/// What can be found in a book whose directives are not expanded yet.
pub(crate) fn pages(book: &Book, catalogue: &Catalogue, entries: &Entries) -> Vec<Page> {
    let chapters = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(chapter),
        _ => None,
    });
    let chapters: Vec<&Chapter> = chapters.collect();
    let pages = chapters.par_iter();
    pages
        .filter_map(|chapter| page(chapter, catalogue, entries))
        .collect()
}

fn page(chapter: &Chapter, catalogue: &Catalogue, entries: &Entries) -> Option<Page> {
    let path = chapter.path.as_ref()?;
    let address = path
        .with_extension("html")
        .to_string_lossy()
        .replace('\\', "/");
    let mut reader = Reader::new(catalogue);
    for piece in directives::parse(&chapter.content, Path::new(""), &mut Problems::default()) {
        match piece {
            Piece::Text(text) => reader.markdown(text),
            Piece::Directive(directive) => match &directive.kind {
                Kind::Glossary => reader.entries(&entries.terms),
                Kind::Symptoms(group) => {
                    let symptoms = entries.symptoms.get(group);
                    reader.entries(symptoms.map(Vec::as_slice).unwrap_or_default());
                }
                kind => reader.directive(kind),
            },
        }
    }
    let taught = entries.taught.get(&page_path(path));
    Some(Page {
        title: chapter.name.clone(),
        address,
        teaches: taught.map(|terms| terms.join(" ")).unwrap_or_default(),
        sections: reader.finish(),
    })
}

/// Reads a page from its top to its end.
struct Reader<'a> {
    catalogue: &'a Catalogue,
    done: Vec<Section>,
    section: Section,
    names: BTreeSet<String>,
    anchors: HashSet<String>,
}

impl<'a> Reader<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        let (done, section, names, anchors) = Default::default();
        Reader {
            catalogue,
            done,
            section,
            names,
            anchors,
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.end_section();
        self.done
    }

    fn end_section(&mut self) {
        let mut section = std::mem::take(&mut self.section);
        section.2 = section.2.split_whitespace().collect::<Vec<_>>().join(" ");
        section.3 = std::mem::take(&mut self.names)
            .into_iter()
            .collect::<Vec<_>>()
            .join(" ");
        self.done.push(section);
    }

    fn text(&mut self, text: &str) {
        self.section.2.push_str(text);
    }

    fn markdown(&mut self, text: &str) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_SMART_PUNCTUATION;
        let mut heading: Option<(HeadingLevel, String)> = None;
        let mut code: Option<(bool, String)> = None;
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => heading = Some((level, String::new())),
                Event::End(TagEnd::Heading(_)) => {
                    if let Some((level, text)) = heading.take() {
                        self.heading(level, &text);
                    }
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    code = Some((info.starts_with("admonish"), String::new()))
                }
                Event::End(TagEnd::CodeBlock) => match code.take() {
                    Some((true, inner)) => self.markdown(&inner),
                    Some((false, inner)) => self.names.extend(names(inner.lines())),
                    None => {}
                },
                Event::Text(text) | Event::Code(text) => match (&mut heading, &mut code) {
                    (Some((_, heading)), _) => heading.push_str(&text),
                    (None, Some((_, code))) => code.push_str(&text),
                    (None, None) => self.text(&text),
                },
                Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
                ) => {}
                Event::Html(html) => self.text(&text_of(&html)),
                Event::SoftBreak | Event::HardBreak | Event::End(_) => self.text(" "),
                _ => {}
            }
        }
        self.text(" ");
    }

    /// The title of the page heads no section of its own; the headings below the third level do not either.
    fn heading(&mut self, level: HeadingLevel, text: &str) {
        let anchor = self.anchor(text);
        if level == HeadingLevel::H2 || level == HeadingLevel::H3 {
            self.end_section();
            self.section.0 = text.to_owned();
            self.section.1 = anchor;
        } else if level != HeadingLevel::H1 {
            self.text(text);
        }
    }

    /// The `id` that mdBook gives to a heading; a test of the rendered pages compares.
    fn anchor(&mut self, text: &str) -> String {
        let id: String = text
            .trim()
            .to_lowercase()
            .chars()
            .filter_map(|char| match char {
                char if char.is_alphanumeric() || char == '_' || char == '-' => Some(char),
                char if char.is_whitespace() => Some('-'),
                _ => None,
            })
            .collect();
        let candidates = (1..).map(|number| format!("{id}-{number}"));
        let mut candidates = std::iter::once(id.clone()).chain(candidates);
        candidates
            .find(|candidate| self.anchors.insert(candidate.clone()))
            .unwrap_or(id)
    }

    /// Each entry is a section of its own.
    fn entries(&mut self, entries: &[[String; 3]]) {
        for [name, anchor, said] in entries {
            self.end_section();
            self.section = Section(name.clone(), anchor.clone(), said.clone(), String::new());
        }
    }

    fn directive(&mut self, kind: &Kind) {
        match kind {
            Kind::Listing { name, caption, .. } => {
                self.markdown(caption);
                self.listing(name);
            }
            Kind::Python(name, caption) => {
                self.markdown(caption);
                self.python(name);
            }
            Kind::Pair(name, caption) => {
                self.markdown(caption);
                self.listing(name);
                self.python(&format!("{name}{PAIRED}"));
            }
            Kind::Edit(name) => {
                if let Some(edit) = self.catalogue.edit(name) {
                    self.markdown(&edit.change.say);
                    self.names.extend(names(edit.change.replace.lines()));
                    self.names.extend(edit.change.compile_error.clone());
                }
            }
            Kind::Exercise(name, title) => {
                self.markdown(title);
                if let Some(exercise) = self.catalogue.exercise(name) {
                    self.source(&exercise.start);
                    self.source(&exercise.solution);
                }
            }
            Kind::Predict { question, .. } => self.markdown(question),
            Kind::Quiz | Kind::Picture(_) | Kind::Glossary | Kind::Symptoms(_) => {}
        }
    }

    fn listing(&mut self, name: &str) {
        if let Some(listing) = self.catalogue.listing(name) {
            self.source(&listing.source);
            let error = listing.stderr.as_ref().map(|stderr| &stderr.headers);
            self.names
                .extend(error.and_then(|error| error.error.clone()));
        }
    }

    fn python(&mut self, name: &str) {
        if let Some(python) = self.catalogue.python(name) {
            self.source(&python.source);
        }
    }

    fn source(&mut self, source: &Source) {
        self.names.extend(names_of(source));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str) -> Vec<Section> {
        let mut chapter = Chapter::new("T", markdown.to_owned(), "part/page.md", Vec::new());
        chapter.number = None;
        page(&chapter, &Catalogue::default(), &Entries::default())
            .unwrap()
            .sections
    }

    #[test]
    fn a_page_is_cut_at_its_headings() {
        let sections = read(
            "# T\n\nFirst `a::b`,\nand *more*.\n\n## It's `Two`\n\n| a | b |\n|---|---|\n| c | d |\n\n```admonish notes\nBoxed.\n```\n\n## It's `Two`\n",
        );
        let section = |heading: &str, anchor: &str, text: &str| {
            Section(heading.into(), anchor.into(), text.into(), String::new())
        };
        assert_eq!(sections[0], section("", "", "First a::b, and more."));
        assert_eq!(
            sections[1],
            section("It’s Two", "its-two", "a b c d Boxed.")
        );
        assert_eq!(sections[2], section("It’s Two", "its-two-1", ""));
    }
}
