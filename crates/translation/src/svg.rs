//! The words of a picture: its title, its description, and what stands in it.

use std::ops::Range;

use crate::message::{Found, Message, PICTURE, Translate, numbered, plain, replaced};

const ELEMENTS: [&str; 4] = ["title", "desc", "text", "tspan"];

pub(crate) fn messages(text: &str) -> Vec<Message> {
    numbered(text, found(text))
}

pub(crate) fn translated(text: &str, translate: &Translate<'_>) -> String {
    replaced(text, found(text), translate)
}

/// What stands between a tag of these elements and the next tag: a picture's texts are written without other marks. What
/// is set in the font of code is a name, which is the same in every language.
fn found(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let mut rest = 0;
    while let Some((tag, words)) = next(text, rest) {
        let name = tag_name(&text[tag.clone()]);
        follow(&text[tag], &mut open);
        let is_code = open.contains(&true);
        if ELEMENTS.contains(&name) && !is_code && is_told(&text[words.clone()]) {
            found.push(Found {
                text: text[words.clone()].to_owned(),
                at: words.clone(),
                context: PICTURE,
                write: plain,
            });
        }
        rest = words.end;
    }
    found
}

/// The next tag without its brackets, and the words behind it.
fn next(text: &str, from: usize) -> Option<(Range<usize>, Range<usize>)> {
    let start = from + text[from..].find('<')? + 1;
    let end = start + text[start..].find('>')?;
    let after = &text[end + 1..];
    let between = &after[..after.find('<').unwrap_or(after.len())];
    let words = between.trim();
    let first = end + 1 + between.find(words).unwrap_or_default();
    Some((start..end, first..first + words.len()))
}

/// Notes of each element that is open whether it is set in the font of code.
fn follow(tag: &str, open: &mut Vec<bool>) {
    match tag.as_bytes() {
        [b'/', ..] => {
            open.pop();
        }
        [b'!' | b'?', ..] | [.., b'/'] => {}
        _ => open.push(tag.contains("monospace")),
    }
}

/// The name in an opening tag; what follows an inner piece of text belongs to the text around it.
fn tag_name(tag: &str) -> &str {
    let name = tag.strip_prefix("/tspan").map_or(tag, |_| "tspan");
    let end = name.find(|char: char| !char.is_ascii_alphanumeric());
    &name[..end.unwrap_or(name.len())]
}

/// Numbers and signs are the same in every language.
fn is_told(words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_picture_says_is_found_and_its_numbers_are_not() {
        let svg = "<svg>\n<title id=\"t\">Two lanes</title>\n<text x=\"1\"><tspan dy=\"2\">a</tspan> kept</text><text>12</text><g font-family=\"monospace\"><text>queue</text></g><text>queue</text><path d=\"M1\"/></svg>\n";
        let texts: Vec<_> = messages(svg)
            .into_iter()
            .map(|it| (it.line, it.text))
            .collect();
        let expected = [(2, "Two lanes"), (3, "a"), (3, "kept"), (3, "queue")];
        assert_eq!(texts, expected.map(|(line, text)| (line, text.to_owned())));
        let shouted = translated(svg, &|_, text| Some(text.to_uppercase()));
        assert!(
            shouted.contains("<tspan dy=\"2\">A</tspan> KEPT</text>"),
            "{shouted}"
        );
    }
}
