//! The titles in SUMMARY.md: of parts, and of pages.

use crate::message::{Found, Message, Translate, numbered, plain, replaced};

pub(crate) fn messages(text: &str) -> Vec<Message> {
    numbered(text, found(text))
}

pub(crate) fn translated(text: &str, translate: &Translate<'_>) -> String {
    replaced(text, found(text), translate)
}

fn found(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(range) = title(line) {
            found.push(Found {
                text: line[range.clone()].to_owned(),
                at: start + range.start..start + range.end,
                context: "",
                write: plain,
            });
        }
        start += line.len();
    }
    found
}

/// Where a line has its title. The first heading is the file's own, and nobody sees it.
fn title(line: &str) -> Option<std::ops::Range<usize>> {
    if let Some(part) = line.strip_prefix("# ") {
        let part = part.trim_end();
        return (part != "Summary").then_some(2..2 + part.len());
    }
    let start = line.find('[')? + 1;
    let end = line.find("](")?;
    Some(start..end)
}
