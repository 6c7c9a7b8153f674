//! Puts HTML in the place of every directive, page by page, and sees what no page uses.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::edition::Edition;
use crate::elements::edit;
use crate::elements::exercise;
use crate::elements::figure::Figure;
use crate::pages::appendix::Appendix;
use crate::pages::directives::{self, Directive, Kind, Piece};
use crate::pages::page::{self, Page, missing, near, once, own};
use crate::pages::predict;
use crate::pages::unused;
use crate::pages::used::Used;
use crate::problem::{Fault, Problem, Problems};
use catalogue::{Catalogue, Listing, PAIRED};

/// Expands pages of one book: one after the other, or each by an expander of its own, which the book's absorbs.
pub(crate) struct Expander<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) root: &'a Path,
    pub(crate) src: &'a Path,
    pages: BTreeSet<String>,
    pub(crate) used: Used,
    pub(crate) problems: Problems,
    pub(crate) appendix: Appendix<'a>,
    pub(crate) edition: &'a Edition,
}

impl<'a> Expander<'a> {
    /// An expander for the book in `root`, whose pages are in `src`, with the lists of its appendix.
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        (root, src): (&'a Path, &'a Path),
        appendix: Appendix<'a>,
        edition: &'a Edition,
    ) -> Expander<'a> {
        let (pages, used, problems) = Default::default();
        Expander {
            catalogue,
            root,
            src,
            pages,
            used,
            problems,
            appendix,
            edition,
        }
    }

    /// Takes over what another expander has seen of the same book.
    pub(crate) fn absorb(&mut self, other: Expander<'_>) {
        self.pages.extend(other.pages);
        self.used.names.extend(other.used.names);
        self.used.quizzes.extend(other.used.quizzes);
        self.used.glossary |= other.used.glossary;
        self.used.symptoms.extend(other.used.symptoms);
        self.problems.0.extend(other.problems.0);
    }

    /// The page's Markdown with HTML in the place of directives.
    pub(crate) fn page(&mut self, file: &Path, number: Option<String>, text: &str) -> String {
        let path = page::page(file);
        let mut page = Page::new(path, self.src.join(file), number);
        self.pages.insert(page.path.clone());
        if !text.contains("{{#") {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() * 4);
        let mut after_html = false;
        let pieces = directives::parse(text, &page.file, &mut self.problems);
        for piece in &pieces {
            page.foresee(piece);
        }
        for piece in pieces {
            match piece {
                Piece::Text(text) => {
                    if std::mem::take(&mut after_html) && !text.lines().next().is_some_and(is_blank)
                    {
                        out.push('\n');
                    }
                    out.push_str(text);
                }
                Piece::Directive(directive) => {
                    let html = self
                        .directive(&directive, &mut page)
                        .map_err(|(what, remedy)| {
                            Problem::new(&page.file, what, remedy).at(directive.line)
                        });
                    if let Some(html) = self.problems.note(html) {
                        separate(&mut out);
                        out.extend([&directive.indent, &html, "\n"]);
                        after_html = true;
                    }
                }
            }
        }
        out
    }

    /// Everything that is wrong with the pages, and with what they leave unused.
    pub(crate) fn finish(mut self) -> Problems {
        unused::check(
            self.catalogue,
            self.root,
            self.src,
            &self.pages,
            &self.used,
            &mut self.problems,
        );
        self.problems
    }

    fn directive(&mut self, directive: &Directive, page: &mut Page) -> Result<String, Fault> {
        match &directive.kind {
            Kind::Listing {
                page: owner,
                name,
                marks,
                caption,
            } => self.listing(owner.as_deref(), name, marks, caption, page),
            Kind::Edit(name) => self.edit(name, page),
            Kind::Exercise(name, title) => self.exercise(name, title, page),
            Kind::Python(name, caption) => self.python(name, caption, page),
            Kind::Pair(name, caption) => self.pair(name, caption, page),
            Kind::Quiz => self.quiz(page),
            Kind::Glossary => self.glossary(page),
            Kind::Symptoms(group) => self.symptoms(group, page),
            Kind::Picture(file) => self.picture(file, page),
            Kind::Predict {
                name,
                answers,
                question,
            } => predict::html(name, answers, question, page, self.edition),
        }
    }

    pub(crate) fn listing(
        &mut self,
        owner: Option<&str>,
        name: &str,
        marks: &[RangeInclusive<usize>],
        caption: &str,
        page: &mut Page,
    ) -> Result<String, Fault> {
        let listing = self.find(name, owner.unwrap_or(&page.path))?;
        let lines = listing.source.lines().count();
        if let Some(range) = marks.iter().find(|range| *range.end() > lines) {
            let what = format!(
                "line {} is marked, and `{name}` has {lines} lines",
                range.end()
            );
            return Err((what, "mark lines of the file, counted from 1".to_owned()));
        }
        let mut figure = Figure::of_listing(
            listing,
            self.edition,
            page.next("Listing", self.edition),
            page.caption(name, caption),
        );
        figure.marks = marks;
        figure.predicted = page.predicted(name);
        figure.id = page.shows(name, figure.id);
        self.used.names.insert(name.to_owned());
        Ok(figure.html())
    }

    /// The listing of this name, which must belong to this page.
    pub(crate) fn find(&self, name: &str, owner: &str) -> Result<&'a Listing, Fault> {
        let all = || self.catalogue.listings.iter();
        let listing = self.catalogue.listing(name).ok_or_else(|| {
            let near = near(
                name,
                all().map(|listing| (listing.page.as_str(), listing.name.as_str())),
                owner,
            );
            (
                format!("there is no listing `{name}`"),
                format!("write listings/{owner}/src/bin/{name}.rs{near}"),
            )
        })?;
        if listing.page != owner {
            let what = format!(
                "the listing `{name}` belongs to {}, not to {owner}",
                listing.page
            );
            return Err((
                what,
                format!("write `{{{{#listing {}:{name}}}}}`", listing.page),
            ));
        }
        Ok(listing)
    }

    fn edit(&mut self, name: &str, page: &mut Page) -> Result<String, Fault> {
        let edits = self
            .catalogue
            .edits
            .iter()
            .map(|edit| (edit.page.as_str(), edit.name.as_str()));
        let edit = self
            .catalogue
            .edit(name)
            .ok_or_else(|| missing("edit", name, page, edits, ".toml"))?;
        own("edit", name, &edit.page, page)?;
        let listing = &edit.change.listing;
        if !page.shown.contains(listing) {
            let what = format!("the edit `{name}` stands before the listing that it changes");
            return Err((what, format!("write `{{{{#listing {listing}}}}}` above it")));
        }
        let html = edit::html(edit, self.find(listing, &page.path)?, self.edition);
        self.used.names.insert(name.to_owned());
        Ok(html)
    }

    fn exercise(&mut self, name: &str, title: &str, page: &mut Page) -> Result<String, Fault> {
        let all = self
            .catalogue
            .exercises
            .iter()
            .map(|it| (it.page.as_str(), it.name.as_str()));
        let exercise = self
            .catalogue
            .exercise(name)
            .ok_or_else(|| missing("exercise", name, page, all, "/start.rs"))?;
        own("exercise", name, &exercise.page, page)?;
        once("exercise", name, page)?;
        self.used.names.insert(name.to_owned());
        let number = page.next("Exercise", self.edition);
        Ok(exercise::html(exercise, &number, title, self.edition))
    }

    pub(crate) fn python(
        &mut self,
        name: &str,
        caption: &str,
        page: &mut Page,
    ) -> Result<String, Fault> {
        let all = self
            .catalogue
            .pythons
            .iter()
            .map(|it| (it.page.as_str(), it.name.as_str()));
        let python = self
            .catalogue
            .python(name)
            .ok_or_else(|| missing("python", name, page, all, ".py"))?;
        own("python", name, &python.page, page)?;
        let mut figure = Figure::of_python(
            python,
            self.edition,
            page.next("Listing", self.edition),
            page.caption(name, caption),
        );
        figure.predicted = name
            .strip_suffix(PAIRED)
            .and_then(|pair| page.predicted(pair));
        figure.id = page.shows(name, figure.id);
        self.used.names.insert(name.to_owned());
        Ok(figure.html())
    }
}

/// A raw block of HTML begins and ends at a blank line. One is added only where there is none,
/// so that the lines of the page keep their numbers.
fn separate(out: &mut String) {
    if !out.lines().next_back().is_none_or(is_blank) {
        out.push('\n');
    }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}
