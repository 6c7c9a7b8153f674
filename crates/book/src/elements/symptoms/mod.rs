//! The symptoms: a TOML file of what one can see when a program goes wrong becomes lists that lead to where the book
//! shows it. What an entry quotes is looked up in the recorded outputs, so that none is stale.

mod check;
mod entry;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::edition::Edition;
use crate::problem::{Problem, Problems};
pub(crate) use entry::PAGE;
use entry::{Entry, Symptom};
pub(crate) use place::{Place, places};

/// The symptoms of the book.
#[derive(Debug)]
pub(crate) struct Symptoms {
    file: PathBuf,
    symptoms: Vec<Symptom>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    symptom: Vec<Entry>,
}

impl Symptoms {
    /// Reads the symptoms of the book in `root`, whose pages are in `src`. A book may have none.
    pub(crate) fn read(
        root: &Path,
        src: &Path,
        edition: &Edition,
    ) -> Result<Option<Symptoms>, Problem> {
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

    /// Leads each symptom to its places; says what is wrong with those that have none, and which errors have no entry.
    pub(crate) fn lead(&mut self, places: &[Place]) -> Problems {
        let mut problems = Problems::default();
        let mut anchors = BTreeMap::new();
        for symptom in &mut self.symptoms {
            match check::sights(&symptom.entry, places) {
                Ok(found) => symptom.sights = found,
                Err((what, remedy)) => {
                    problems.push(Problem::new(&self.file, what, remedy).at(symptom.line));
                }
            }
            if let Some(line) = anchors.insert(symptom.anchor(), symptom.line) {
                let what = format!(
                    "`{}` stands here twice, and first in line {line}",
                    symptom.name()
                );
                let remedy = "make one entry of the two, or quote more words";
                problems.push(Problem::new(&self.file, what, remedy).at(symptom.line));
            }
        }
        let left_out = check::left_out(&self.symptoms, places, &self.file);
        problems.0.extend(left_out.0);
        problems
    }

    /// Each group as one line of HTML, in the order of the file; `titles` are the pages of the book.
    pub(crate) fn html(
        &self,
        titles: &BTreeMap<String, String>,
        edition: &Edition,
    ) -> BTreeMap<String, String> {
        let mut groups: BTreeMap<String, String> = BTreeMap::new();
        for symptom in &self.symptoms {
            let html = groups.entry(symptom.group().to_owned()).or_default();
            html.push_str(&symptom.html(titles, edition));
        }
        for (group, html) in &mut groups {
            *html = format!(r#"<dl class="symptoms" data-symptoms="{group}">{html}</dl>"#);
        }
        groups
    }

    /// The symptoms of each group with their anchors and everything that is said of them, for the search.
    pub(crate) fn entries(&self) -> BTreeMap<String, Vec<[String; 3]>> {
        let mut groups: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
        for symptom in &self.symptoms {
            let anchor = format!("symptom-{}", symptom.anchor());
            let entry = [symptom.name(), anchor, symptom.said()];
            groups
                .entry(symptom.group().to_owned())
                .or_default()
                .push(entry);
        }
        groups
    }

    /// What no page shows, once all are expanded.
    pub(crate) fn finish(&self, shown: &BTreeSet<String>) -> Problems {
        let mut problems = Problems::default();
        let page = self.file.with_extension("md");
        let mut told = BTreeSet::new();
        for symptom in &self.symptoms {
            let group = symptom.group();
            if !shown.contains(group) && told.insert(group) {
                let what = format!("no page shows the group `{group}`");
                let remedy = format!("write `{{{{#symptoms {group}}}}}` in {}", page.display());
                problems.push(Problem::new(&self.file, what, remedy).at(symptom.line));
            }
        }
        problems
    }
}

fn parse(text: &str, file: PathBuf) -> Result<Symptoms, Problem> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let read: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(1, |span| line(span.start));
        let remedy = "a [[symptom]] has group, means, and words or a title; a compile error has its code, another symptom at = [{ in = \"…\", prints = \"…\" }]";
        Problem::new(&file, error.message(), remedy).at(at)
    })?;
    let symptoms = read.symptom.into_iter().map(|entry| Symptom {
        line: line(entry.group.span().start),
        sights: Vec::new(),
        entry,
    });
    let symptoms = symptoms.collect();
    Ok(Symptoms { file, symptoms })
}
