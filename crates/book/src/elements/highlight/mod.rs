//! Code as HTML, coloured at build: the classes are highlight.js's, the colours are the theme's.

mod python;
mod rust;
mod token;
mod words;

pub(crate) use python::tokens as python;
pub(crate) use rust::tokens as rust;
pub(crate) use token::Token;

use crate::html;

/// The HTML of every line of the code, each with its line feed if it has one.
pub(crate) fn lines(tokens: &[Token<'_>]) -> Vec<String> {
    let mut lines = vec![String::new()];
    for token in tokens {
        for (index, part) in token.text.split_inclusive('\n').enumerate() {
            if index > 0 || lines.last().is_some_and(|line| line.ends_with("&#10;")) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                piece(line, token.class, part);
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// One line's part of a token; the line feed stands outside of its colour.
fn piece(line: &mut String, class: Option<&str>, part: &str) {
    let text = part.trim_end_matches(['\r', '\n']);
    match class.filter(|_| !text.is_empty()) {
        Some(class) => {
            line.push_str("<span class=\"hljs-");
            line.push_str(class);
            line.push_str("\">");
            html::escape_into(line, text);
            line.push_str("</span>");
        }
        None => html::escape_into(line, text),
    }
    if part.ends_with('\n') {
        line.push_str("&#10;");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_over_two_lines_is_coloured_on_both() {
        let tokens = [
            Token {
                class: Some("string"),
                text: "\"a\n\nb\"",
            },
            Token {
                class: None,
                text: ";\n",
            },
        ];
        let expected = [
            "<span class=\"hljs-string\">&quot;a</span>&#10;",
            "&#10;",
            "<span class=\"hljs-string\">b&quot;</span>;&#10;",
        ];
        assert_eq!(lines(&tokens), expected);
    }
}
