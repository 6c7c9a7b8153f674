//! Rust, by the compiler's own lexer.

use super::token::Token;
use super::words::{Words, pieces};
use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

const KEYWORDS: [&str; 39] = [
    "as",
    "async",
    "await",
    "break",
    "const",
    "continue",
    "crate",
    "dyn",
    "else",
    "enum",
    "extern",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro_rules",
    "match",
    "mod",
    "move",
    "mut",
    "pub",
    "raw",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "type",
    "union",
    "unsafe",
    "use",
    "where",
    "while",
];

const TYPES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

const WORDS: Words = Words {
    literals: &["true", "false"],
    keywords: &KEYWORDS,
    known: (&TYPES, "type"),
    constants: Some("variable"),
};

/// The coloured pieces of a Rust program; together they are the program.
pub(crate) fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut lexed = Vec::new();
    let mut start = 0;
    for token in tokenize(code, FrontmatterAllowed::No) {
        let end = start + token.len as usize;
        lexed.push((token.kind, &code[start..end]));
        start = end;
    }
    let mut attribute = Attribute::default();
    let classes = (0..lexed.len()).map(|index| match attribute.holds(&lexed, index) {
        true if class(&lexed, index) != Some("string") => Some("meta"),
        _ => class(&lexed, index),
    });
    let lengths = lexed.iter().map(|(_, text)| text.len());
    pieces(code, classes.zip(lengths))
}

type Lexed<'code> = (TokenKind, &'code str);

/// Whether the lexer stands inside `#[…]`.
#[derive(Default)]
struct Attribute {
    depth: usize,
}

impl Attribute {
    fn holds(&mut self, lexed: &[Lexed<'_>], index: usize) -> bool {
        match lexed[index].0 {
            TokenKind::Pound if self.depth == 0 => {
                let next = |by: usize| lexed.get(index + by).map(|(kind, _)| *kind);
                let inner = usize::from(next(1) == Some(TokenKind::Bang));
                return next(1 + inner) == Some(TokenKind::OpenBracket);
            }
            TokenKind::Bang if self.depth == 0 => {
                return index > 0 && lexed[index - 1].0 == TokenKind::Pound;
            }
            TokenKind::OpenBracket if self.depth > 0 || opens_attribute(lexed, index) => {
                self.depth += 1
            }
            TokenKind::CloseBracket if self.depth > 0 => {
                self.depth -= 1;
                return true;
            }
            _ => {}
        }
        self.depth > 0
    }
}

fn opens_attribute(lexed: &[Lexed<'_>], index: usize) -> bool {
    let back = |by: usize| index.checked_sub(by).map(|index| lexed[index].0);
    back(1) == Some(TokenKind::Pound)
        || back(1) == Some(TokenKind::Bang) && back(2) == Some(TokenKind::Pound)
}

fn class(lexed: &[Lexed<'_>], index: usize) -> Option<&'static str> {
    match lexed[index].0 {
        TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => Some("comment"),
        TokenKind::Literal {
            kind: LiteralKind::Int { .. } | LiteralKind::Float { .. },
            ..
        } => Some("number"),
        TokenKind::Literal { .. } => Some("string"),
        TokenKind::Lifetime { .. } | TokenKind::RawLifetime => Some("symbol"),
        TokenKind::Ident | TokenKind::RawIdent => word(lexed, index),
        TokenKind::Bang if index > 0 && word_is_macro(lexed, index - 1) => Some("built_in"),
        _ => None,
    }
}

fn word(lexed: &[Lexed<'_>], index: usize) -> Option<&'static str> {
    let text = lexed[index].1;
    let next = lexed.get(index + 1).map(|(kind, _)| *kind);
    let is_called = next == Some(TokenKind::OpenParen) || is_turbofish(lexed, index);
    WORDS
        .reserved(text, contextual(text, lexed, index))
        .or_else(|| word_is_macro(lexed, index).then_some("built_in"))
        .or_else(|| WORDS.name(text, is_called))
}

/// Words that are keywords in some places only.
fn contextual(text: &str, lexed: &[Lexed<'_>], index: usize) -> bool {
    let next = lexed.get(index + 1).map(|(kind, _)| *kind);
    match text {
        "gen" => !matches!(lexed.get(index + 2), Some((TokenKind::OpenBrace, _))),
        "raw" | "union" => {
            next != Some(TokenKind::Whitespace)
                || !matches!(lexed.get(index + 2), Some((TokenKind::Ident, _)))
        }
        _ => false,
    }
}

fn word_is_macro(lexed: &[Lexed<'_>], index: usize) -> bool {
    let kind = |by: usize| lexed.get(index + by).map(|(kind, _)| *kind);
    lexed[index].0 == TokenKind::Ident
        && kind(1) == Some(TokenKind::Bang)
        && matches!(
            kind(2),
            Some(
                TokenKind::OpenParen
                    | TokenKind::OpenBracket
                    | TokenKind::OpenBrace
                    | TokenKind::Whitespace
            )
        )
}

fn is_turbofish(lexed: &[Lexed<'_>], index: usize) -> bool {
    let kinds = lexed[index + 1..].iter().map(|(kind, _)| *kind).take(3);
    kinds.eq([TokenKind::Colon, TokenKind::Colon, TokenKind::Lt])
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
        let code = "#[tokio::main(flavor = \"x\")]\nasync fn main() { println!(\"{}\", 1); }";
        let expected = [
            ("meta", "#[tokio::main(flavor = "),
            ("string", "\"x\""),
            ("meta", ")]"),
            ("keyword", "async"),
            ("keyword", "fn"),
            ("title", "main"),
            ("built_in", "println!"),
            ("string", "\"{}\""),
            ("number", "1"),
        ];
        assert_eq!(coloured(code), expected);
    }

    #[test]
    fn lifetimes_raw_strings_nested_comments_and_types() {
        let code = "fn f<'a>(x: &'a str) -> Vec<u8> { /* a /* b */ c */ r#\"\"\"#; MAX; x.await; a[0] != b }";
        let found = coloured(code);
        for expected in [
            ("symbol", "'a"),
            ("type", "str"),
            ("type", "Vec"),
            ("comment", "/* a /* b */ c */"),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        for expected in [
            ("string", "r#\"\"\"#"),
            ("variable", "MAX"),
            ("keyword", "await"),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
    }

    #[test]
    fn broken_code_does_not_break_the_build() {
        for code in ["", "\"", "#![", "'", "r#\"", "/*", "é∂ 🦀", "x!", "#"] {
            coloured(code);
        }
    }
}
