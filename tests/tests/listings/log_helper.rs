//! The log helper is the same in every file that has one.

use std::path::PathBuf;

use catalogue::{Catalogue, Source};
use libtest_mimic::{Failed, Trial};

use crate::place::Place;

pub(crate) fn trials(place: Place) -> Vec<Trial> {
    let trial = Trial::test("the_log_helper_is_the_same_everywhere", move || {
        check(place.catalogue())
    });
    vec![trial]
}

fn check(catalogue: &Catalogue) -> Result<(), Failed> {
    let helper = std::fs::read_to_string(catalogue.root.join("listings/log_helper.rs"))?;
    let helper = helper.replace("\r\n", "\n");
    let problems: Vec<String> = sources(catalogue)
        .filter(|(_, source)| source.text().contains("fn log("))
        .filter(|(_, source)| !ends_with_helper(source.text(), &helper))
        .map(|(path, _)| {
            let path = path.strip_prefix(&catalogue.root).unwrap_or(&path).display().to_string();
            format!("{path}: its log function is not the one of listings/log_helper.rs, last in the file; copy that text")
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.join("\n").into())
    }
}

fn ends_with_helper(text: &str, helper: &str) -> bool {
    text.ends_with(helper) && text.matches("fn log(").count() == 1
}

fn sources(catalogue: &Catalogue) -> impl Iterator<Item = (PathBuf, &Source)> {
    let listings = catalogue
        .listings
        .iter()
        .map(|listing| (listing.path.clone(), &listing.source));
    let exercises = catalogue.exercises.iter().flat_map(|exercise| {
        [
            ("start.rs", &exercise.start),
            ("solution.rs", &exercise.solution),
        ]
        .map(|(file, source)| (exercise.folder.join(file), source))
    });
    listings.chain(exercises)
}
