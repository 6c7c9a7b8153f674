//! The glossary: a TOML file of terms becomes a list, and a link from the first use of each term on every page.

mod prose;
mod term;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::edition::Edition;
use crate::html;
use crate::markdown;
use crate::problem::{Problem, Problems};
pub(crate) use term::PAGE;
use term::{Entry, Term};
use words::Words;

/// The terms of the book.
#[derive(Debug)]
pub(crate) struct Glossary {
    file: PathBuf,
    terms: Vec<Term>,
    words: Words,
}

/// A page with its links.
#[derive(Debug)]
pub(crate) struct Linked {
    /// Its Markdown.
    pub text: String,
    /// The terms that it defines.
    pub defines: Defined,
}

/// Terms that pages define.
#[derive(Debug, Default)]
pub(crate) struct Defined(BTreeSet<usize>);

impl Defined {
    /// Takes over what another page defines.
    pub(crate) fn absorb(&mut self, other: Defined) {
        self.0.extend(other.0);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    term: Vec<Entry>,
}

impl Glossary {
    /// Reads the glossary of the book in `root`, whose pages are in `src`. A book may have none.
    pub(crate) fn read(
        root: &Path,
        src: &Path,
        edition: &Edition,
    ) -> Result<Option<Glossary>, Problem> {
        let file = src.join(PAGE).with_extension("toml");
        match fs::read_to_string(root.join(&file)) {
            Ok(text) => parse(&edition.text(&file, text), file).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                let what = format!("it cannot be read: {error}");
                Err(Problem::new(&file, what, "write it, as UTF-8 text"))
            }
        }
    }

    /// What is wrong with the terms themselves; `titles` are the pages of the book.
    pub(crate) fn check(&self, titles: &BTreeMap<String, String>) -> Problems {
        let mut problems = Problems::default();
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for term in &self.terms {
            let named = std::iter::once(&term.entry.page).chain(&term.entry.not_on);
            for page in named.filter(|page| !titles.contains_key(*page)) {
                let what = format!("`{}` names {page}, which is no page", term.plain());
                let remedy = "name a page of SUMMARY.md, without `.md`";
                problems.push(Problem::new(&self.file, what, remedy).at(term.line));
            }
            for form in term.forms() {
                if let Some(other) = seen.insert(form.to_lowercase(), term.plain()) {
                    let form = form.trim_matches('`');
                    let what = format!("`{form}` stands here twice, and first under `{other}`");
                    let remedy = "keep one of the two: each term has one definition";
                    problems.push(Problem::new(&self.file, what, remedy).at(term.line));
                }
            }
        }
        problems
    }

    /// The page with links from its first uses of terms, and from the definitions that it gives.
    pub(crate) fn link(&self, page: &str, text: &str) -> Linked {
        let mut defines = Defined::default();
        let mut used = BTreeSet::new();
        let mut linked = String::with_capacity(text.len() * 5 / 4);
        let mut end = 0;
        let up = "../".repeat(page.matches('/').count());
        let pieces = match page {
            PAGE => Vec::new(),
            _ => prose::pieces(text),
        };
        for piece in pieces {
            for (range, index) in self.found(&piece, text) {
                let Some((range, italic)) = piece.around(range) else {
                    continue;
                };
                let term = &self.terms[index];
                let is_its_own = term.entry.page == page;
                let first = if is_its_own {
                    italic && defines.0.insert(index)
                } else {
                    term.is_meant_on(page) && used.insert(index)
                };
                if first {
                    linked.push_str(&text[end..range.start]);
                    term.link(&up, is_its_own, &text[range.clone()], &mut linked);
                    end = range.end;
                }
            }
        }
        linked.push_str(&text[end..]);
        Linked {
            text: linked,
            defines,
        }
    }

    fn found(&self, piece: &prose::Piece, text: &str) -> Vec<(Range<usize>, usize)> {
        let (start, text) = (piece.text.start, &text[piece.text.clone()]);
        if piece.code {
            let name = self.words.name(text).into_iter();
            return name.map(|index| (piece.text.clone(), index)).collect();
        }
        let found = self.words.find(text).into_iter();
        found
            .map(|(range, index)| (start + range.start..start + range.end, index))
            .collect()
    }

    /// The terms as one line of HTML, in the order of the alphabet.
    pub(crate) fn html(&self, titles: &BTreeMap<String, String>) -> String {
        let mut terms: Vec<&Term> = self.terms.iter().collect();
        terms.sort_by_key(|term| term.plain().to_lowercase());
        let entries: String = terms.iter().map(|term| term.html(titles)).collect();
        format!(r#"<dl class="glossary">{entries}</dl>"#)
    }

    /// Each term with its anchor and everything that is said of it, for the search.
    pub(crate) fn entries(&self) -> Vec<[String; 3]> {
        let of = |term: &Term| {
            let Entry {
                also,
                russian,
                says,
                ..
            } = &term.entry;
            // In another language the forms are those of its grammar, which the search knows by itself.
            let also = if term.entry.id.is_some() {
                ""
            } else {
                &also.join(", ")
            };
            let said = [russian.as_str(), says.as_str(), also];
            let said = said.into_iter().filter(|said| !said.is_empty());
            let said: Vec<&str> = said.map(|said| said.trim_end_matches('.')).collect();
            let said = said.join(". ");
            [
                term.plain().to_owned(),
                format!("term-{}", term.anchor()),
                said.replace('`', ""),
            ]
        };
        self.terms.iter().map(of).collect()
    }

    /// The terms that each page teaches, in all their forms.
    pub(crate) fn taught(&self) -> BTreeMap<String, Vec<String>> {
        let mut taught: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for term in &self.terms {
            let words = taught.entry(term.entry.page.clone()).or_default();
            words.push(term.plain().to_owned());
            if term.entry.id.is_none() {
                words.extend(term.entry.also.iter().cloned());
            }
        }
        taught
    }

    /// What no page has done for the glossary, once all are linked.
    pub(crate) fn finish(&self, shown: bool, defined: &Defined) -> Problems {
        let mut problems = Problems::default();
        if !shown {
            let page = self.file.with_extension("md");
            let remedy = format!(
                "write `{{{{#glossary}}}}` in {}, and the page's line in SUMMARY.md",
                page.display()
            );
            problems.push(Problem::new(
                &self.file,
                "no page shows the glossary",
                remedy,
            ));
        }
        for (index, term) in self.terms.iter().enumerate() {
            if !defined.0.contains(&index) {
                let (name, page) = (term.name(), &term.entry.page);
                let what = format!("{page} does not define `{}` in italics", term.plain());
                let remedy = format!("write *{name}* where that page says what it is");
                problems.push(Problem::new(&self.file, what, remedy).at(term.line));
            }
        }
        problems
    }
}

fn parse(text: &str, file: PathBuf) -> Result<Glossary, Problem> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let read: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(1, |span| line(span.start));
        let remedy = "a [[term]] has term, russian, says and page, and perhaps also = [\"…\"]";
        Problem::new(&file, error.message(), remedy).at(at)
    })?;
    let terms = read.term.into_iter().map(|entry| Term {
        line: line(entry.term.span().start),
        title: html::escape(&markdown::plain(&entry.says)).replace('|', "&#124;"),
        entry,
    });
    let terms: Vec<Term> = terms.collect();
    let forms = terms.iter().enumerate();
    let words = forms.flat_map(|(index, term)| term.forms().map(move |form| (form, index)));
    let words = Words::new(words);
    Ok(Glossary { file, terms, words })
}
