//! The words of a picture: its title, its description, and what stands in it.

use crate::message::{Found, Message, Translate, numbered, plain, replaced};

const ELEMENTS: [&str; 4] = ["title", "desc", "text", "tspan"];

pub(crate) fn messages(text: &str) -> Vec<Message> {
    numbered(text, found(text))
}

pub(crate) fn translated(text: &str, translate: &Translate<'_>) -> String {
    replaced(text, found(text), translate)
}

/// What stands between a tag of these elements and the next tag: a picture's texts are written without other marks.
fn found(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(open) = text[rest..].find('<') {
        let open = rest + open;
        let Some(close) = text[open..].find('>') else {
            break;
        };
        let start = open + close + 1;
        let name = tag_name(&text[open + 1..start]);
        let end = start + text[start..].find('<').unwrap_or(text.len() - start);
        let words = text[start..end].trim();
        let at = start + text[start..end].find(words).unwrap_or_default();
        if ELEMENTS.contains(&name) && is_told(words) {
            found.push(Found {
                at: at..at + words.len(),
                text: words.to_owned(),
                write: plain,
            });
        }
        rest = end;
    }
    found
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
        let svg = "<svg>\n<title id=\"t\">Two lanes</title>\n<text x=\"1\"><tspan dy=\"2\">a</tspan> kept</text><text>12</text><path d=\"M1\"/></svg>\n";
        let texts: Vec<_> = messages(svg)
            .into_iter()
            .map(|it| (it.line, it.text))
            .collect();
        let expected = [(2, "Two lanes"), (3, "a"), (3, "kept")];
        assert_eq!(texts, expected.map(|(line, text)| (line, text.to_owned())));
        let shouted = translated(svg, &|text| Some(text.to_uppercase()));
        assert!(
            shouted.contains("<tspan dy=\"2\">A</tspan> KEPT</text>"),
            "{shouted}"
        );
    }
}
