//! A message: what of a file's text is translated as one.

/// What a reader sees of a file, in one piece: a paragraph, a heading, a cell, a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line of the file, counted from 1, on which it begins.
    pub line: usize,
    /// Its text: Markdown on one line, or what stands between two tags of a picture.
    pub text: String,
    /// What tells it from the same words elsewhere; empty in running text.
    pub context: &'static str,
}

/// Says for the context and the text of a message what stands in its place; `None`: it is not translated.
pub(crate) type Translate<'a> = dyn Fn(&str, &str) -> Option<String> + 'a;

/// The context of a picture's words: there is less room, and other words fit.
pub(crate) const PICTURE: &str = "picture";

/// The context of a term in all its forms.
pub(crate) const TERM: &str = "term";

/// A message, the bytes of the text in whose place its translation stands, and how it is written there.
pub(crate) struct Found {
    pub(crate) at: std::ops::Range<usize>,
    pub(crate) text: String,
    pub(crate) context: &'static str,
    pub(crate) write: fn(english: &str, translation: &str) -> String,
}

/// A translation is written as it is.
pub(crate) fn plain(_: &str, translation: &str) -> String {
    translation.to_owned()
}

/// The messages with their lines.
pub(crate) fn numbered(text: &str, found: Vec<Found>) -> Vec<Message> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let message = |found: Found| Message {
        line: line(found.at.start),
        text: found.text,
        context: found.context,
    };
    found.into_iter().map(message).collect()
}

/// The text with each message replaced.
pub(crate) fn replaced(text: &str, found: Vec<Found>, translate: &Translate<'_>) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut end = 0;
    for found in found {
        let Some(translation) = translate(found.context, &found.text) else {
            continue;
        };
        out.push_str(&text[end..found.at.start]);
        out.push_str(&(found.write)(&found.text, &translation));
        end = found.at.end;
    }
    out.push_str(&text[end..]);
    out
}
