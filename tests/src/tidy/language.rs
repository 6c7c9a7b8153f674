//! How the text is set and worded.

use crate::pages::{Kind, Line, Page};
use crate::problem::Problem;

/// Words that hide a condition or belittle the reader.
const BANNED: [&str; 8] = [
    "usually",
    "probably",
    "simply",
    "just",
    "easy",
    "easily",
    "obviously",
    "of course",
];

/// What ends in a point without ending a sentence.
const ABBREVIATIONS: [&str; 7] = ["e.g.", "i.e.", "vs.", "etc.", "cf.", "approx.", "…"];

/// A line of running text holds one sentence, and a sentence is not broken over lines.
#[must_use]
pub fn one_sentence_per_line(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        if line.kind != Kind::Prose {
            continue;
        }
        let text = without_code(&line.text);
        if let Some(next) = second_sentence(&text) {
            let what = format!("a second sentence begins on the line, at \"{next}\"");
            problems.push(
                Problem::new(page.file(), what, "break the line after the first sentence")
                    .at(line.number),
            );
        }
        if is_broken(&text, page.lines.get(index + 1)) {
            let what = "the sentence goes on in the next line";
            problems.push(
                Problem::new(page.file(), what, "write the sentence on one line").at(line.number),
            );
        }
    }
    problems
}

/// No word of the list of banned ones, and no exclamation mark, outside code and quotations.
#[must_use]
pub fn no_banned_words(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    for line in &page.lines {
        if !matches!(line.kind, Kind::Prose | Kind::Heading(_)) {
            continue;
        }
        let text = without_quotations(&without_code(&line.text)).to_lowercase();
        let padded = format!(" {} ", text.replace(|c: char| !c.is_alphanumeric(), " "));
        for word in BANNED
            .into_iter()
            .filter(|word| padded.contains(&format!(" {word} ")))
        {
            let what = format!("the text says \"{word}\"");
            problems.push(
                Problem::new(page.file(), what, "name the condition, or delete the word")
                    .at(line.number),
            );
        }
        if text.contains('!') {
            problems.push(
                Problem::new(
                    page.file(),
                    "there is an exclamation mark",
                    "end the sentence with a point",
                )
                .at(line.number),
            );
        }
    }
    problems
}

/// The start of a second sentence in a line: an end of sentence, a space, and a capital letter.
fn second_sentence(text: &str) -> Option<String> {
    let characters: Vec<char> = text.trim().chars().collect();
    for (index, window) in characters.windows(2).enumerate() {
        if window[1] != ' ' || !is_end(&characters[..=index]) {
            continue;
        }
        let rest: String = characters[index + 2..].iter().collect();
        let word = rest.trim_start_matches(['*', '_', '"', '“', '(', '[']);
        if word.chars().next().is_some_and(char::is_uppercase) {
            return Some(rest.chars().take(24).collect());
        }
    }
    None
}

/// True where a sentence ends with these characters; a numbered item's point and an abbreviation's do not count.
fn is_end(before: &[char]) -> bool {
    let text: String = before.iter().collect();
    let closed = text.trim_end_matches(['"', '”', ')', '*', '_']);
    if !closed.ends_with(['.', '?', '!'])
        || ABBREVIATIONS.iter().any(|short| closed.ends_with(short))
    {
        return false;
    }
    let last_word = closed.rsplit(' ').next().unwrap_or_default();
    let item = last_word.trim_end_matches('.');
    let is_number_of_an_item =
        closed.len() == last_word.len() && item.chars().all(|c| c.is_ascii_digit());
    !is_number_of_an_item && item.chars().count() > 1
}

/// True if the line ends in the middle of a sentence that the next line continues.
fn is_broken(text: &str, next: Option<&Line>) -> bool {
    let Some(next) = next.filter(|next| next.kind == Kind::Prose) else {
        return false;
    };
    let ends_open = text
        .trim_end()
        .ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let first = next.text.trim_start().chars().next();
    ends_open && !text.ends_with("  ") && first.is_some_and(char::is_lowercase)
}

/// The text with its code spans blanked and the targets of its links removed.
pub(super) fn without_code(text: &str) -> String {
    let mut plain = String::new();
    for (index, piece) in text.split('`').enumerate() {
        plain.push_str(if index % 2 == 0 { piece } else { "code" });
    }
    without_targets(&plain)
}

fn without_targets(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        plain.push(']');
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    plain + rest
}

fn without_quotations(text: &str) -> String {
    let straight = text.replace(['“', '”', '«', '»'], "\"");
    straight.split('"').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(problems: &[Problem]) -> Vec<usize> {
        problems.iter().filter_map(|problem| problem.line).collect()
    }

    #[test]
    fn one_sentence_a_line_has_no_problem() {
        let text = "One sentence.\n1. An item.\n- It takes 1.5 s, e.g. Tokio does `a. B`.\nSee [a page](../x. Y.md).\nA heading:\n- it goes on\n";
        assert_eq!(one_sentence_per_line(&Page::parse("t.md", text)), []);
    }

    #[test]
    fn two_sentences_on_a_line_are_found() {
        let text = "One. Two.\nIs it? *Yes*.\nHe said \"no.\" Then yes.\n`a` ends. `b` does not.";
        assert_eq!(
            lines(&one_sentence_per_line(&Page::parse("t.md", text))),
            [1, 2, 3]
        );
    }

    #[test]
    fn a_broken_sentence_is_found() {
        assert_eq!(
            lines(&one_sentence_per_line(&Page::parse(
                "t.md",
                "One sentence,\nbroken in two."
            ))),
            [1]
        );
    }

    #[test]
    fn banned_words_are_found_outside_code_and_quotations() {
        let text = "It is just so.\n`just` \"simply\" adjust.\nGo!\n`println!` stays.\n## Easy";
        assert_eq!(
            lines(&no_banned_words(&Page::parse("t.md", text))),
            [1, 3, 5]
        );
    }
}
