//! How a source ends. A line is added after it, and must not become a part of what stands before.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// How a source ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SourceEnd {
    /// With a whole item: what is added stands alone, and no error before it has to do with it.
    Whole,
    /// With something else, which may be an attribute of what follows.
    Loose,
    /// Inside of something: a bracket, a string or a comment is not closed, or one too many is.
    Open,
}

impl SourceEnd {
    /// Looks at the tokens alone, which is done in microseconds.
    pub(super) fn of(code: &str) -> Self {
        let mut open = Vec::new();
        let mut last = TokenKind::Semi;
        for token in tokenize(code, FrontmatterAllowed::No) {
            match token.kind {
                TokenKind::OpenBrace => open.push(TokenKind::CloseBrace),
                TokenKind::OpenParen => open.push(TokenKind::CloseParen),
                TokenKind::OpenBracket => open.push(TokenKind::CloseBracket),
                closing @ (TokenKind::CloseBrace
                | TokenKind::CloseParen
                | TokenKind::CloseBracket)
                    if open.pop() != Some(closing) =>
                {
                    return SourceEnd::Open;
                }
                TokenKind::BlockComment {
                    terminated: false, ..
                } => return SourceEnd::Open,
                _ => {}
            }
            last = match token.kind {
                TokenKind::Whitespace => last,
                TokenKind::LineComment { doc_style: None } => last,
                TokenKind::BlockComment {
                    doc_style: None, ..
                } => last,
                other => other,
            };
        }
        match last {
            _ if !open.is_empty() => SourceEnd::Open,
            TokenKind::CloseBrace | TokenKind::Semi => SourceEnd::Whole,
            // A string that is not closed is the last token.
            _ => SourceEnd::Loose,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_source_is_whole_loose_or_open() {
        for (code, expected) in [
            ("", SourceEnd::Whole),
            ("fn main() {}", SourceEnd::Whole),
            ("fn main() { let s = \"{\"; } // {", SourceEnd::Whole),
            ("use tokio::time;\n/* fn { */\n", SourceEnd::Whole),
            ("fn main() {}\n#[derive(Debug)]", SourceEnd::Loose),
            ("fn main() {}\npub", SourceEnd::Loose),
            ("fn main() {}\n/// Of what follows.", SourceEnd::Loose),
            ("fn main() { let s = \"", SourceEnd::Open),
            ("fn main() {", SourceEnd::Open),
            ("fn main() { spawn(async { }; }", SourceEnd::Open),
            ("fn main() {}\n}", SourceEnd::Open),
            ("fn main() {} /* and", SourceEnd::Open),
            ("static S: &str = \"", SourceEnd::Loose),
        ] {
            assert_eq!(SourceEnd::of(code), expected, "{code}");
        }
    }
}
