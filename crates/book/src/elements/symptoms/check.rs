//! What an entry of the symptoms claims, looked up in the recorded outputs.

use std::path::Path;

use super::entry::{At, Entry, Sight, Symptom};
use super::place::Place;
use crate::problem::{Fault, Problem, Problems};

/// How an entry names its places.
const AT: &str = "at = [{ in = \"…\", prints = \"…\" }]";

/// Where the symptom is seen: what the entry names, or every compile error that has its code and its words.
pub(super) fn sights(entry: &Entry, places: &[Place]) -> Result<Vec<Sight>, Fault> {
    if entry.words.is_none() && (entry.title.is_none() || entry.code.is_some()) {
        let what = "the symptom has no words".to_owned();
        let remedy = "quote words of a recorded output, as in words = \"no reactor running\", or give it a title";
        return Err((what, remedy.to_owned()));
    }
    match (&entry.code, entry.at.as_slice()) {
        (Some(code), []) => with_code(entry, code, places),
        (Some(code), _) => {
            let what = format!("the symptom has the code `{code}`, and names listings as well");
            let remedy = "leave out `at`: a compile error finds its own".to_owned();
            Err((what, remedy))
        }
        (None, []) => {
            let what = "the symptom leads nowhere".to_owned();
            Err((what, format!("name listings or edits that show it: {AT}")))
        }
        (None, named) => {
            let sights = named.iter().map(|at| sight(entry, at, places));
            let mut sights = sights.collect::<Result<Vec<_>, _>>()?;
            let of = |name: &str| places.iter().position(|place| place.name == name);
            sights.sort_by_key(|sight| of(&sight.place.name));
            Ok(sights)
        }
    }
}

fn with_code(entry: &Entry, code: &str, places: &[Place]) -> Result<Vec<Sight>, Fault> {
    let found = places.iter().filter(|place| is_about(entry, code, place));
    let found: Vec<Sight> = found
        .map(|place| Sight {
            place: place.clone(),
            prints: None,
            lacks: None,
        })
        .collect();
    if found.is_empty() {
        let words = entry.words.as_deref().unwrap_or_default();
        let what = format!("no listing and no edit fails with `{code}` and the words \"{words}\"");
        let remedy = "quote words of one line of a recorded compiler error (`…` stands for anything), or remove the entry";
        return Err((what, remedy.to_owned()));
    }
    Ok(found)
}

/// Whether the entry is about this place's error.
fn is_about(entry: &Entry, code: &str, place: &Place) -> bool {
    let words = entry.words.as_deref();
    place.codes.contains(code) && words.is_none_or(|words| place.prints(words))
}

fn sight(entry: &Entry, at: &At, places: &[Place]) -> Result<Sight, Fault> {
    let name = &at.r#in;
    let place = places.iter().find(|place| place.name == *name);
    let place = place.ok_or_else(|| {
        let what = format!("there is no listing, edit or Python counterpart `{name}`");
        let remedy = "name a file of listings/, without its ending".to_owned();
        (what, remedy)
    })?;
    if entry.words.is_none() && at.prints.is_none() && at.lacks.is_none() {
        let what = format!("nothing says by what it is seen in `{name}`");
        return Err((what, format!("write {AT}, or lacks = \"…\"")));
    }
    for words in [&entry.words, &at.prints].into_iter().flatten() {
        if !place.prints(words) {
            let what = format!("\"{words}\" is not in the recorded output of `{name}`");
            let remedy = "quote words of one line of what it prints (`…` stands for anything), or name another";
            return Err((what, remedy.to_owned()));
        }
    }
    if let Some(words) = at.lacks.as_deref().filter(|words| place.prints(words)) {
        let what = format!("\"{words}\" is in the recorded output of `{name}`");
        let remedy = "say what it does not print, or name another".to_owned();
        return Err((what, remedy));
    }
    Ok(Sight {
        place: place.clone(),
        prints: at.prints.clone(),
        lacks: at.lacks.clone(),
    })
}

/// The recorded compile errors that no entry is about.
pub(super) fn left_out(symptoms: &[Symptom], places: &[Place], file: &Path) -> Problems {
    let mut problems = Problems::default();
    for place in places {
        for code in &place.codes {
            let has_it = |symptom: &Symptom| {
                symptom.entry.code.as_deref() == Some(code) && is_about(&symptom.entry, code, place)
            };
            if symptoms.iter().any(has_it) {
                continue;
            }
            let what = format!("no symptom is about the error `{code}` of `{}`", place.name);
            let remedy = format!(
                "add a [[symptom]] with code = \"{code}\" and words of its message to {}",
                file.display()
            );
            let (recorded, line) = &place.recorded;
            problems.push(Problem::new(recorded, what, remedy).at(*line));
        }
    }
    problems
}
