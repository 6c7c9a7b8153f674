//! The language that a book is built in: its own, or one that `po/<language>.po` translates it into.

use std::path::Path;

use catalogue::Catalogue;
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::config::Config;
use rayon::prelude::*;
use translation::{Complaint, Kind, Translation, languages};

use crate::problem::{Problem, Problems};

/// What readers see of the book in its own language, or in another one.
#[derive(Debug, Default)]
pub(crate) struct Edition(Option<Translation>);

/// The line of the first of the words below, for who looks for it.
const FIRST_WORD: usize = line!() as usize + 4;

/// The words that the build itself puts into pages; `{1}` stands for what is put in.
pub(crate) const WORDS: [&str; 33] = [
    "Listing",
    "Exercise",
    "{1}, code",
    "{1}, in Python",
    "{1}, in Rust",
    "{1}, stderr",
    "What the machine saw",
    "What happens",
    "Recorded output",
    "Recorded compiler error",
    "{1}, recorded output",
    "{1}, compiler error",
    "Recorded output after the edit {1}",
    "Recorded compiler error after the edit {1}",
    "The edit {1}",
    "Exit code {1}.",
    "Ended by signal {1}.",
    "Change this until its tests pass",
    "Tests",
    "Solution",
    "Question {1}, code",
    "Answer",
    "Right:",
    "Wrong:",
    "Your guess, in {1}",
    "Before you look.",
    "prints",
    "does not print",
    "Link to this box",
    "Tip",
    "Warning",
    NOT_FOUND[0],
    NOT_FOUND[1],
];

/// The words of mdBook's own page for what is not there.
const NOT_FOUND: [&str; 2] = [
    "Document not found (404)",
    "This URL is invalid, sorry. Please use the navigation bar or search to continue.",
];

impl Edition {
    /// The edition that the book's settings ask for.
    pub(crate) fn of(root: &Path, config: &Config) -> Result<Edition, Problems> {
        let language = config.book.language.as_deref().unwrap_or_default();
        if !languages(root).iter().any(|known| known == language) {
            return Ok(Edition::default());
        }
        let one = |complaint: Complaint| Problems(vec![complaint.into()]);
        let translation = Translation::read(root, language).map_err(one)?;
        Ok(Edition(Some(translation)))
    }

    /// What it lacks to be whole: in step with the English of the pages in `src`, and nothing left out.
    pub(crate) fn check(&self, root: &Path, src: &Path) -> Result<(), Problems> {
        let Some(translation) = &self.0 else {
            return Ok(());
        };
        let english = translation::messages(root, src).map_err(|error| {
            let remedy = "make it a file that you may read";
            Problems(vec![Problem::new(
                Path::new("po"),
                error.to_string(),
                remedy,
            )])
        })?;
        let complaints = translation.complaints(&with_words(english));
        Problems(complaints.into_iter().map(Problem::from).collect()).into_result()
    }

    /// The code of the language, if it is not the book's own.
    pub(crate) fn language(&self) -> Option<&str> {
        self.0
            .as_ref()
            .map(|translation| translation.language.as_str())
    }

    /// The text of a file with its messages in this language.
    pub(crate) fn text(&self, file: &Path, text: String) -> String {
        match (&self.0, Kind::of(file)) {
            (Some(translation), Some(kind)) => translation.of(kind, &text),
            _ => text,
        }
    }

    /// A word of the build's own, which is one of `WORDS`.
    pub(crate) fn say(&self, english: &'static str) -> String {
        debug_assert!(WORDS.contains(&english), "{english} is not in WORDS");
        self.message(english)
    }

    /// The same with this in the place of `{1}`.
    pub(crate) fn say_of(&self, english: &'static str, what: &str) -> String {
        self.say(english).replace("{1}", what)
    }

    /// The titles and the texts of the pages.
    pub(crate) fn translate_book(&self, book: &mut Book) {
        if self.0.is_none() {
            return;
        }
        for item in &mut book.items {
            if let BookItem::PartTitle(title) = item {
                *title = self.message(title);
            }
        }
        let mut texts = Vec::new();
        book.for_each_chapter_mut(|page| texts.push(std::mem::take(&mut page.content)));
        let texts = texts.into_par_iter();
        let texts = texts.map(|text| self.text(Path::new("page.md"), text));
        let mut texts = texts.collect::<Vec<_>>().into_iter();
        book.for_each_chapter_mut(|page| {
            page.content = texts.next().unwrap_or_default();
            page.name = self.message(&page.name);
        });
    }

    /// What the edits say.
    pub(crate) fn translate_catalogue(&self, mut catalogue: Catalogue) -> Catalogue {
        for edit in &mut catalogue.edits {
            edit.change.say = self.message(edit.change.say.trim());
        }
        catalogue
    }

    /// The title and the description of the book.
    pub(crate) fn translate_config(&self, config: &mut Config) {
        for text in [&mut config.book.title, &mut config.book.description] {
            *text = text.as_deref().map(|text| self.message(text));
        }
    }

    /// The page that stands for one that is not there: mdBook writes it in English.
    pub(crate) fn translate_404(&self, page: &str) -> String {
        let title = format!("<title>{}", self.say(NOT_FOUND[0]));
        let page = page.replace("<title>Page not found", &title);
        let words = NOT_FOUND.into_iter();
        words.fold(page, |page, word| page.replace(word, &self.say(word)))
    }

    /// The message in this language, or as it is.
    pub(crate) fn message(&self, english: &str) -> String {
        let translated = self.0.as_ref().and_then(|it| it.get(english));
        translated.unwrap_or(english).to_owned()
    }
}

/// Brings the gettext file of a language in step with the English of the book in `root`; what has become of its messages.
pub fn translate(root: &Path, language: &str) -> anyhow::Result<translation::Report> {
    let config = crate::site::settings::config(root)?;
    let english = with_words(translation::messages(root, &config.book.src)?);
    let old = match languages(root).iter().any(|known| known == language) {
        true => Translation::read(root, language)
            .map_err(|complaint| anyhow::anyhow!("{}", Problem::from(complaint)))?,
        false => Translation::none(language),
    };
    Ok(translation::sync(root, &old, &english)?)
}

fn with_words(mut english: Vec<translation::Located>) -> Vec<translation::Located> {
    let words = WORDS.iter().enumerate();
    let words = words.map(|(index, word)| translation::Located {
        file: "crates/book/src/edition.rs".into(),
        line: FIRST_WORD + index,
        text: (*word).to_owned(),
        context: "",
    });
    english.extend(words);
    english
}

impl From<Complaint> for Problem {
    fn from(complaint: Complaint) -> Problem {
        Problem {
            file: complaint.file,
            line: complaint.line,
            what: complaint.what,
            remedy: complaint.remedy,
            may_follow: false,
        }
    }
}
