//! What the languages have in common: the walk over a program, and the colours of its words.

use super::token::Token;

/// The coloured pieces of a program, from the class and the length of each token; together they are the program.
/// Neighbours of one colour become one piece: fewer tags.
pub(super) fn pieces(
    code: &str,
    lexed: impl Iterator<Item = (Option<&'static str>, usize)>,
) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (class, length) in lexed {
        if tokens.last().is_none_or(|last| last.class != class) {
            start = end;
            tokens.push(Token { class, text: "" });
        }
        end += length;
        if let Some(last) = tokens.last_mut() {
            last.text = &code[start..end];
        }
    }
    tokens
}

/// The words of a language.
pub(super) struct Words {
    pub literals: &'static [&'static str],
    pub keywords: &'static [&'static str],
    /// Names that come with the language, and their class.
    pub known: (&'static [&'static str], &'static str),
    /// The class of names in capitals, if they have one.
    pub constants: Option<&'static str>,
}

impl Words {
    /// The class of a word that the language has; a soft keyword is a name where it stands.
    pub(super) fn reserved(&self, word: &str, is_soft: bool) -> Option<&'static str> {
        let (known, class) = self.known;
        if self.literals.contains(&word) {
            Some("literal")
        } else if self.keywords.contains(&word) && !is_soft {
            Some("keyword")
        } else {
            known.contains(&word).then_some(class)
        }
    }

    /// The class of a name, by its spelling and by whether it is called.
    pub(super) fn name(&self, word: &str, is_called: bool) -> Option<&'static str> {
        let is_capital = word.starts_with(char::is_uppercase);
        if is_capital && word.contains(char::is_lowercase) {
            Some("type")
        } else if is_capital && word.len() > 1 && self.constants.is_some() {
            self.constants
        } else {
            is_called.then_some("title")
        }
    }
}
