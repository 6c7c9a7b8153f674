//! Finds the words of the glossary in running text.

use std::collections::HashMap;
use std::ops::Range;

/// The forms of all terms, by their first word.
#[derive(Debug, Default)]
pub(crate) struct Words {
    by_first: HashMap<String, Vec<Form>>,
    /// Names in the font of code: they count as they are written.
    names: HashMap<String, usize>,
}

#[derive(Debug)]
struct Form {
    lower: String,
    term: usize,
}

impl Words {
    /// Forms, and the term of each; a form between backticks is a name.
    pub(crate) fn new<'a>(forms: impl IntoIterator<Item = (&'a str, usize)>) -> Words {
        let mut by_first: HashMap<String, Vec<Form>> = HashMap::new();
        let mut names = HashMap::new();
        for (form, term) in forms {
            if form.starts_with('`') {
                names.insert(form.trim_matches('`').to_owned(), term);
                continue;
            }
            let lower = form.to_lowercase();
            let first = lower.chars().take_while(|char| is_inside(*char)).collect();
            by_first
                .entry(first)
                .or_default()
                .push(Form { lower, term });
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.lower.len()));
        }
        Words { by_first, names }
    }

    /// The term of a piece of code.
    pub(crate) fn name(&self, code: &str) -> Option<usize> {
        self.names.get(code).copied()
    }

    /// Where whole forms stand in the text, whatever their case: the longest first, and none inside another.
    pub(crate) fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(is_inside) {
            let start = at + start;
            let rest = &text[start..];
            let word = &rest[..rest.find(|char| !is_inside(char)).unwrap_or(rest.len())];
            let forms = self.by_first.get(&word.to_lowercase());
            let form = forms.and_then(|forms| {
                let lengths = forms.iter().map(|form| (matching(rest, &form.lower), form));
                lengths
                    .filter_map(|(length, form)| Some((length?, form.term)))
                    .next()
            });
            at = start + word.len();
            if let Some((length, term)) = form {
                at = start + length;
                found.push((start..at, term));
            }
        }
        found
    }
}

/// A character of a word; a part of `non-blocking` is no word.
fn is_inside(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '-'
}

/// How many bytes of the text are the form, if the text begins with it and a word ends there.
fn matching(text: &str, lower: &str) -> Option<usize> {
    let mut expected = lower.chars();
    let mut length = 0;
    for char in text.chars() {
        for lower in char.to_lowercase() {
            match expected.next() {
                Some(expected) if expected == lower => {}
                Some(_) => return None,
                None if is_inside(char) => return None,
                None => return Some(length),
            }
        }
        length += char.len_utf8();
    }
    expected.next().is_none().then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(words: &Words, text: &'a str) -> Vec<(&'a str, usize)> {
        let found = words.find(text).into_iter();
        found.map(|(range, term)| (&text[range], term)).collect()
    }

    #[test]
    fn the_longest_whole_word_counts_whatever_its_case() {
        let words = Words::new([
            ("pool", 0),
            ("blocking pool", 1),
            ("blocking", 2),
            ("I/O", 3),
            ("`Send`", 4),
        ]);
        assert_eq!((words.name("Send"), words.name("send")), (Some(4), None));
        assert_eq!(found(&words, "send, Send"), []);
        assert_eq!(
            found(&words, "The Blocking pool, a POOL."),
            [("Blocking pool", 1), ("POOL", 0)]
        );
        assert_eq!(
            found(&words, "blocking pools; pool's i/o"),
            [("blocking", 2), ("pool", 0), ("i/o", 3)]
        );
        assert_eq!(
            found(&words, "non-blocking carpool pool_size pools блокировка"),
            []
        );
    }
}
