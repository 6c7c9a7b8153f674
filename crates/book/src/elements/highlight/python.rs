//! Python, by a small lexer of our own: enough for the short counterparts in the book.

use super::token::Token;
use super::words::{Words, pieces};

const KEYWORDS: [&str; 35] = [
    "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield", "type",
];

const BUILT_IN: [&str; 18] = [
    "bool",
    "dict",
    "enumerate",
    "float",
    "input",
    "int",
    "isinstance",
    "len",
    "list",
    "map",
    "max",
    "min",
    "open",
    "print",
    "range",
    "set",
    "str",
    "sum",
];

const WORDS: Words = Words {
    literals: &["True", "False", "None"],
    keywords: &KEYWORDS,
    known: (&BUILT_IN, "built_in"),
    constants: None,
};

/// The coloured pieces of a Python program; together they are the program.
pub(crate) fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut at = 0;
    let lexed = std::iter::from_fn(|| {
        let (before, rest) = code.split_at(at);
        let (class, length) = (!rest.is_empty()).then(|| next(rest, before))?;
        at += length;
        Some((class, length))
    });
    pieces(code, lexed)
}

/// The class and the length of the token that `rest` starts with.
fn next(rest: &str, before: &str) -> (Option<&'static str>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    let line_starts = before.is_empty() || before.trim_end_matches([' ', '\t']).ends_with('\n');
    if first == '#' {
        (Some("comment"), rest.find('\n').unwrap_or(rest.len()))
    } else if let Some(length) = string(rest) {
        (Some("string"), length)
    } else if first == '@' && line_starts {
        (
            Some("meta"),
            rest.find(['(', '\n', ' ']).unwrap_or(rest.len()),
        )
    } else if first.is_ascii_digit() {
        (
            Some("number"),
            run(rest, |char| {
                char.is_ascii_alphanumeric() || "._".contains(char)
            }),
        )
    } else if first.is_alphabetic() || first == '_' {
        let length = run(rest, |char| char.is_alphanumeric() || char == '_');
        (word(&rest[..length], &rest[length..]), length)
    } else if first.is_whitespace() {
        (None, run(rest, char::is_whitespace))
    } else {
        (None, first.len_utf8())
    }
}

fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|char| !holds(char)).unwrap_or(text.len())
}

fn word(word: &str, after: &str) -> Option<&'static str> {
    // `match`, `case` and `type` are also ordinary names.
    let soft = matches!(word, "match" | "case" | "type") && !after.starts_with(" ")
        || after.starts_with(" =");
    let reserved = WORDS.reserved(word, soft);
    reserved.or_else(|| WORDS.name(word, after.starts_with('(')))
}

/// The length of the string that the text starts with, prefix and quotes included.
fn string(text: &str) -> Option<usize> {
    let prefix = run(text, |char| "rbfuRBFU".contains(char));
    let quoted = text.get(prefix..).filter(|_| prefix <= 2)?;
    let quote = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| quoted.starts_with(quote))?;
    let body = &quoted[quote.len()..];
    let mut escaped = false;
    for (index, char) in body.char_indices() {
        if escaped {
            escaped = false;
        } else if char == '\\' {
            escaped = true;
        } else if body[index..].starts_with(quote) {
            return Some(prefix + quote.len() + index + quote.len());
        } else if char == '\n' && quote.len() == 1 {
            return Some(prefix + quote.len() + index);
        }
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(code: &str) -> Vec<(&'static str, &str)> {
        let tokens = tokens(code);
        assert_eq!(
            tokens.iter().map(|token| token.text).collect::<String>(),
            code
        );
        tokens
            .into_iter()
            .filter_map(|token| Some((token.class?, token.text)))
            .collect()
    }

    #[test]
    fn a_program_is_coloured() {
        let code = "import asyncio\n\n@wraps(f)\nasync def main():  # go\n    print(f\"a\\\"b\", 0x1f, None)\n";
        let expected = [
            ("keyword", "import"),
            ("meta", "@wraps"),
            ("keyword", "async"),
            ("keyword", "def"),
            ("title", "main"),
            ("comment", "# go"),
            ("built_in", "print"),
            ("string", "f\"a\\\"b\""),
            ("number", "0x1f"),
            ("literal", "None"),
        ];
        assert_eq!(coloured(code), expected);
    }

    #[test]
    fn strings_of_every_shape() {
        let code = "'''a\n'b'\n''' r'\\d' \"open\nx";
        let expected = [
            ("string", "'''a\n'b'\n'''"),
            ("string", "r'\\d'"),
            ("string", "\"open"),
        ];
        assert_eq!(coloured(code), expected);
    }

    #[test]
    fn broken_code_does_not_break_the_build() {
        for code in ["", "'", "\"\"\"", "\\", "é∂ 🦀", "@", "'\\"] {
            coloured(code);
        }
    }
}
