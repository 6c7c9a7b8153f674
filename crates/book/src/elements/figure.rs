//! A listing on the page: caption, code, recorded output, and what the page's script needs.

use std::ops::RangeInclusive;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::edition::Edition;
use crate::elements::code::{self, Language};
use crate::elements::output::Output;
use crate::html;
use catalogue::recorded::RecordedThreads;
use catalogue::{Listing, ListingKind, Python, Source};

/// Everything that a figure shows.
#[derive(Debug)]
pub(crate) struct Figure<'a> {
    /// The name of the listing.
    pub name: &'a str,
    /// The `id` of the figure on its page.
    pub id: String,
    /// What kind of program it is, for the page's script.
    pub kind: &'static str,
    /// Its language.
    pub language: Language,
    /// What it is called in the text: `Listing 4.2`.
    pub number: String,
    /// Its caption, HTML.
    pub caption: String,
    /// The program.
    pub source: &'a Source,
    /// The lines that are marked.
    pub marks: &'a [RangeInclusive<usize>],
    /// What it printed.
    pub output: Output,
    /// The tests of an exercise.
    pub check: Option<&'a str>,
    /// What its threads did when it was recorded.
    pub threads: Option<&'a RecordedThreads>,
    /// The pinned code of its compile error.
    pub error: Option<&'a str>,
    /// The language of the words around it.
    pub edition: &'a Edition,
    /// The name under which the reader is asked what it prints before that is seen: its own, or that of its pair.
    pub predicted: Option<&'a str>,
}

/// What the page's script needs to know.
#[derive(Serialize)]
struct Data<'a> {
    source: &'a str,
    stdout: &'a str,
    stderr: &'a str,
    exit: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threads: Option<&'a RecordedThreads>,
}

impl<'a> Figure<'a> {
    /// The figure of a listing.
    pub(crate) fn of_listing(
        listing: &'a Listing,
        edition: &'a Edition,
        number: String,
        caption: String,
    ) -> Figure<'a> {
        let kind = match listing.kind {
            ListingKind::Program => "program",
            ListingKind::CompileFail => "compile-fail",
        };
        let stderr = listing.stderr.as_ref();
        Figure {
            name: &listing.name,
            id: format!("listing-{}", html::id(&listing.name)),
            kind,
            language: Language::Rust,
            number,
            caption,
            source: &listing.source,
            marks: &[],
            output: Output::new(listing.stdout.as_ref(), stderr),
            check: None,
            threads: listing.threads.as_ref(),
            edition,
            predicted: None,
            error: stderr.and_then(|stderr| stderr.headers.error.as_deref()),
        }
    }

    /// The figure of a Python counterpart.
    pub(crate) fn of_python(
        python: &'a Python,
        edition: &'a Edition,
        number: String,
        caption: String,
    ) -> Figure<'a> {
        Figure {
            name: &python.name,
            id: format!("listing-{}", html::id(&python.name)),
            kind: "python",
            language: Language::Python,
            number,
            caption,
            source: &python.source,
            marks: &[],
            output: Output::new(python.stdout.as_ref(), python.stderr.as_ref()),
            check: None,
            threads: python.threads.as_ref(),
            edition,
            predicted: None,
            error: None,
        }
    }

    /// The figure as one line of HTML.
    pub(crate) fn html(&self) -> String {
        let Figure {
            name,
            id,
            kind,
            number,
            caption,
            output,
            ..
        } = self;
        let (lanes, lines, varies) = (output.lanes(), output.log_lines(), output.varies());
        let hash = hash(self.source.text());
        let code = code::block(
            self.language,
            &self.edition.say_of("{1}, code", number),
            self.source,
            self.marks,
        );
        let results = self.results();
        let data = html::json_script("listing-data", &self.data());
        let input = if self.reads_input() {
            r#"<div class="stdin"></div>"#
        } else {
            ""
        };
        format!(
            r#"<figure class="listing" id="{id}" data-name="{name}" data-hash="{hash}" data-kind="{kind}" data-lanes="{lanes}" data-lines="{lines}" data-varies="{varies}"><figcaption><span class="number">{number}</span> <span class="caption">{caption}</span></figcaption>{code}{input}<div class="controls"></div>{results}{data}</figure>"#
        )
    }

    /// What is known of its run: timeline, what the machine saw, output; folded where it is to be predicted.
    fn results(&self) -> String {
        let (says, heard) = match self.kind {
            "compile-fail" => ("Recorded compiler error", "{1}, compiler error"),
            _ => ("Recorded output", "{1}, recorded output"),
        };
        let timeline = self.output.timeline();
        let output = self.output.block(
            says,
            &self.edition.say_of(heard, &self.number),
            self.edition,
        );
        // Where there is a timeline, the page's script puts the fold below it.
        let machine = match (self.kind, self.output.lanes()) {
            ("program" | "python", 0) => format!(
                r#"<details class="machine"><summary>{}</summary></details>"#,
                self.edition.say("What the machine saw")
            ),
            _ => String::new(),
        };
        match self.predicted {
            None => format!("{timeline}{machine}{output}"),
            // "Recorded compiler error" would answer the question.
            Some(of) => format!(
                r#"<details class="predicted" data-of="{of}"><summary>{happens}</summary>{timeline}{machine}{output}</details>"#,
                happens = self.edition.say("What happens")
            ),
        }
    }

    /// Whether the reader can give the program something to read: the page keeps a place for it.
    /// A program that starts itself again reads from its own other half.
    fn reads_input(&self) -> bool {
        let source = self.source.text();
        self.kind == "program" && source.contains("stdin()") && !source.contains("current_exe")
    }

    fn data(&self) -> Data<'_> {
        Data {
            source: self.source.text(),
            stdout: self.output.stdout(),
            stderr: self.output.stderr(),
            // What does not compile does not exit.
            exit: self.output.exit().filter(|_| self.error.is_none()),
            signal: self.output.signal(),
            error: self.error,
            check: self.check,
            threads: self.threads,
            edition: (self.language == Language::Rust).then_some("2024"),
        }
    }
}

/// The first 16 hexadecimal digits of the text's SHA-256.
pub(crate) fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_the_text() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea");
    }
}
