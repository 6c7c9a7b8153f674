//! What lies beside a page: its quiz, its pictures, and the lists of the appendix beside their own pages.

use std::fs;
use std::path::Path;

use crate::elements::glossary;
use crate::elements::picture;
use crate::elements::quiz;
use crate::elements::symptoms;
use crate::html;
use crate::pages::expand::Expander;
use crate::pages::page::{Page, once};
use crate::problem::Fault;
use crate::problem::{Problem, names as list};
use catalogue::Listing;

impl<'a> Expander<'a> {
    pub(crate) fn glossary(&mut self, page: &Page) -> Result<String, Fault> {
        if page.path != glossary::PAGE {
            let what = "the glossary stands on a page of its own".to_owned();
            let remedy = format!("write `{{{{#glossary}}}}` on the page {}", glossary::PAGE);
            return Err((what, remedy));
        }
        self.used.glossary = true;
        self.appendix.glossary.map(str::to_owned).ok_or_else(|| {
            let what = "there is no glossary".to_owned();
            (
                what,
                format!("write {}/{}.toml", self.src.display(), glossary::PAGE),
            )
        })
    }

    pub(crate) fn symptoms(&mut self, group: &str, page: &mut Page) -> Result<String, Fault> {
        if page.path != symptoms::PAGE {
            let what = "the symptoms stand on a page of their own".to_owned();
            let remedy = format!(
                "write `{{{{#symptoms {group}}}}}` on the page {}",
                symptoms::PAGE
            );
            return Err((what, remedy));
        }
        once("group of symptoms", group, page)?;
        let groups = self.appendix.symptoms.ok_or_else(|| {
            let file = format!("{}/{}.toml", self.src.display(), symptoms::PAGE);
            ("there are no symptoms".to_owned(), format!("write {file}"))
        })?;
        self.used.symptoms.insert(group.to_owned());
        groups.get(group).cloned().ok_or_else(|| {
            let what = format!("there is no group of symptoms `{group}`");
            let known = list(groups.keys().map(String::as_str));
            (
                what,
                format!("name one of {known}, or write a [[symptom]] with group = \"{group}\""),
            )
        })
    }

    pub(crate) fn quiz(&mut self, page: &mut Page) -> Result<String, Fault> {
        once("quiz", "of this page", page)?;
        self.used.quizzes.insert(page.path.clone());
        let file = page.file.with_extension("quiz.toml");
        let text = fs::read_to_string(self.root.join(&file)).map_err(|error| {
            (
                format!("the quiz {} cannot be read: {error}", slashes(&file)),
                "write that file".to_owned(),
            )
        })?;
        let text = self.edition.text(&file, text);
        let quiz = match quiz::parse(&text) {
            Ok(quiz) => quiz,
            Err(faults) => {
                let faults = faults
                    .into_iter()
                    .map(|(line, what, remedy)| Problem::new(&file, what, remedy).at(line));
                self.problems.0.extend(faults);
                return Ok(String::new());
            }
        };
        let mut listings = Vec::new();
        for question in &quiz.question {
            let named = question.listing.as_deref();
            listings.push(self.listing_of_question(named, &page.path, (&file, &text)));
        }
        Ok(quiz::html(&quiz, &page.path, &listings, self.edition))
    }

    /// The listing that a question of a quiz names, if there is one; the quiz is given as its file and its text.
    fn listing_of_question(
        &mut self,
        name: Option<&str>,
        page: &str,
        (file, text): (&Path, &str),
    ) -> Option<&'a Listing> {
        let listing = name.map(|name| self.find(name, page)).transpose();
        let listing = listing.map_err(|(what, remedy)| {
            let line = text.lines().position(|line| names(line, name));
            Problem::new(file, what, remedy).at(line.map_or(1, |index| index + 1))
        });
        let listing = self.problems.note(listing).flatten();
        let used = listing.map(|listing| listing.name.clone());
        self.used.names.extend(used);
        listing
    }

    pub(crate) fn picture(&mut self, name: &str, page: &mut Page) -> Result<String, Fault> {
        let file = page.file.with_file_name(name);
        let svg = fs::read_to_string(self.root.join(&file)).map_err(|error| {
            let what = format!("the picture {} cannot be read: {error}", slashes(&file));
            (what, "put the SVG beside the page".to_owned())
        })?;
        let svg = self.edition.text(&file, svg);
        let prefix = html::id(&format!("{}-{}", page.path, name.trim_end_matches(".svg")));
        match picture::html(&svg, &prefix) {
            Ok(html) => Ok(html),
            Err((what, remedy)) => {
                self.problems.push(Problem::new(&file, what, remedy));
                Ok(String::new())
            }
        }
    }
}

fn slashes(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}

/// Whether a line of a quiz names this listing.
fn names(line: &str, listing: Option<&str>) -> bool {
    let value = line
        .trim()
        .strip_prefix("listing")
        .and_then(|rest| rest.trim_start().strip_prefix('='));
    value.map(|value| value.trim().trim_matches('"')) == listing
}
