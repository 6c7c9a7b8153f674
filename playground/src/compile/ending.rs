//! How a source ends. A line is added after it, and must not become a part of what stands before.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// How a source ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ending {
    /// With a whole item: what is added stands alone, and no error before it has to do with it.
    Whole,
    /// With something else, which may be an attribute of what follows.
    Loose,
    /// Inside of something: a bracket, a string or a comment is not closed, or one too many is.
    Open,
}

/// Looks at the tokens alone, which is done in microseconds.
pub fn ending(code: &str) -> Ending {
    let mut open = Vec::new();
    let mut last = TokenKind::Semi;
    for token in tokenize(code, FrontmatterAllowed::No) {
        match token.kind {
            TokenKind::OpenBrace => open.push(TokenKind::CloseBrace),
            TokenKind::OpenParen => open.push(TokenKind::CloseParen),
            TokenKind::OpenBracket => open.push(TokenKind::CloseBracket),
            closing @ (TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::CloseBracket)
                if open.pop() != Some(closing) =>
            {
                return Ending::Open;
            }
            TokenKind::BlockComment {
                terminated: false, ..
            } => return Ending::Open,
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
        _ if !open.is_empty() => Ending::Open,
        TokenKind::CloseBrace | TokenKind::Semi => Ending::Whole,
        // A string that is not closed is the last token.
        _ => Ending::Loose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_source_is_whole_loose_or_open() {
        for (code, expected) in [
            ("", Ending::Whole),
            ("fn main() {}", Ending::Whole),
            ("fn main() { let s = \"{\"; } // {", Ending::Whole),
            ("use tokio::time;\n/* fn { */\n", Ending::Whole),
            ("fn main() {}\n#[derive(Debug)]", Ending::Loose),
            ("fn main() {}\npub", Ending::Loose),
            ("fn main() {}\n/// Of what follows.", Ending::Loose),
            ("fn main() { let s = \"", Ending::Open),
            ("fn main() {", Ending::Open),
            ("fn main() { spawn(async { }; }", Ending::Open),
            ("fn main() {}\n}", Ending::Open),
            ("fn main() {} /* and", Ending::Open),
            ("static S: &str = \"", Ending::Loose),
        ] {
            assert_eq!(ending(code), expected, "{code}");
        }
    }
}
