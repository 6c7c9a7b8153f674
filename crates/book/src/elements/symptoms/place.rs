//! What an entry of the symptoms can lead to: a listing, an edit or a Python counterpart, with what was recorded of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::html;
use catalogue::Catalogue;
use catalogue::recorded::Recorded;

/// One place of the book where a symptom can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The name of the listing, the edit or the Python counterpart.
    pub(super) name: String,
    /// The page that shows it.
    pub(super) page: String,
    /// Its `id` on that page.
    pub(super) id: String,
    /// What it does: a caption, or what the edit says. Markdown.
    pub(super) does: String,
    /// All that was recorded of it.
    pub(super) output: String,
    /// The codes of the errors with which it does not compile.
    pub(super) codes: BTreeSet<String>,
    /// Where its error is recorded: the file, and the line in it.
    pub(super) recorded: (PathBuf, usize),
}

/// All places, in the order of the book: of its pages, and on a page of the names.
/// `captions` are those of the listings, by their names.
pub(crate) fn places(
    catalogue: &Catalogue,
    order: &[String],
    captions: &BTreeMap<String, String>,
) -> Vec<Place> {
    let caption = |name: &str| captions.get(name).cloned().unwrap_or_default();
    let listings = catalogue.listings.iter().map(|it| {
        let recorded = [it.stdout.as_ref(), it.stderr.as_ref()];
        let file = it.path.with_extension("stderr");
        Place::new("listing", &it.name, &it.page, caption(&it.name)).with(recorded, file)
    });
    let pythons = catalogue.pythons.iter().map(|it| {
        let recorded = [it.stdout.as_ref(), it.stderr.as_ref()];
        let file = it.path.with_extension("stderr");
        Place::new("listing", &it.name, &it.page, caption(&it.name)).with(recorded, file)
    });
    let edits = catalogue.edits.iter().map(|it| {
        let recorded = [it.stdout.as_ref(), it.stderr.as_ref()];
        let file = it.path.with_extension("stderr");
        let mut place = Place::new("edit", &it.name, &it.page, it.change.say.clone());
        place.codes.extend(it.change.compile_error.clone());
        place.with(recorded, file)
    });
    let mut places: Vec<Place> = listings.chain(pythons).chain(edits).collect();
    for place in &mut places {
        let inside = place.recorded.0.strip_prefix(&catalogue.root);
        place.recorded.0 = inside.unwrap_or(&place.recorded.0).to_owned();
    }
    // What is on no page of the book comes last: it is complained of elsewhere.
    let of = |page: &str| order.iter().position(|it| it == page);
    places.sort_by_key(|it| (of(&it.page).unwrap_or(order.len()), it.name.clone()));
    places
}

impl Place {
    fn new(kind: &str, name: &str, page: &str, does: String) -> Place {
        Place {
            name: name.to_owned(),
            page: page.to_owned(),
            id: format!("{kind}-{}", html::id(name)),
            does,
            output: String::new(),
            codes: BTreeSet::new(),
            recorded: (PathBuf::new(), 1),
        }
    }

    /// The same place, with what was recorded on standard output and on standard error.
    fn with(mut self, [stdout, stderr]: [Option<&Recorded>; 2], file: PathBuf) -> Place {
        let shown = [stdout, stderr].into_iter().flatten();
        self.output = shown.map(|recorded| recorded.shown().text).collect();
        self.recorded.0 = file;
        if let Some(stderr) = stderr {
            self.codes.extend(stderr.headers.error.clone());
            self.codes.extend(codes(&stderr.shown().text));
            let lines = stderr.to_file();
            let error = lines.lines().position(|line| line.starts_with("error"));
            self.recorded.1 = error.map_or(1, |index| index + 1);
        }
        self
    }

    /// Whether a line of what was recorded has these words; `…` stands for anything.
    pub(super) fn prints(&self, words: &str) -> bool {
        self.output.lines().any(|line| {
            let mut rest = Some(line);
            for piece in words.split('…') {
                rest = rest.and_then(|rest| rest.split_once(piece).map(|(_, after)| after));
            }
            rest.is_some()
        })
    }
}

/// The codes that rustc's errors begin with.
fn codes(stderr: &str) -> impl Iterator<Item = String> {
    let heads = stderr
        .lines()
        .filter_map(|line| line.strip_prefix("error["));
    heads.filter_map(|head| Some(head.split_once(']')?.0.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(stderr: &str) -> Place {
        let recorded = Recorded::parse(stderr).unwrap();
        let file = PathBuf::from("a.stderr");
        Place::new("listing", "a", "part/page", String::new()).with([None, Some(&recorded)], file)
    }

    #[test]
    fn words_stand_in_one_line_in_their_order() {
        let place = place("thread 'main' (⟦2⟧) panicked\nfar away\n");
        assert!(place.prints("thread … panicked"));
        assert!(place.prints("far away"));
        assert!(!place.prints("panicked … thread"));
        assert!(!place.prints("panicked … away"));
    }

    #[test]
    fn every_code_is_known_and_the_line_of_the_first_error() {
        let place =
            place("#! error: some_lint\nwarning: w\nerror[E0382]: moved\nerror[E0597]: short\n");
        let codes: Vec<&str> = place.codes.iter().map(String::as_str).collect();
        assert_eq!(codes, ["E0382", "E0597", "some_lint"]);
        assert_eq!(place.recorded.1, 3);
    }
}
