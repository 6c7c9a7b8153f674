//! The shape of a chapter's page.

use crate::pages::{Kind, Page};
use crate::problem::Problem;

/// How many words a chapter's page has, code left out.
const WORDS: std::ops::RangeInclusive<usize> = 600..=1200;

/// A chapter's page has 600 to 1,200 words outside its code.
#[must_use]
pub fn chapters_have_the_right_length(chapter: &Page) -> Vec<Problem> {
    let count = words(chapter);
    if WORDS.contains(&count) {
        return Vec::new();
    }
    let remedy = if count < *WORDS.start() {
        "say what is seen in each output, and why"
    } else {
        "cut what is not the page's one question, or give it a page of its own"
    };
    let what = format!(
        "the page has {count} words; a page has {} to {}",
        WORDS.start(),
        WORDS.end()
    );
    vec![Problem::new(chapter.file(), what, remedy)]
}

/// The words of a page: running text, lists, headings, quotations, tables and captions; no code, no quiz, no prediction.
#[must_use]
pub fn words(page: &Page) -> usize {
    page.lines.iter().map(words_of_line).sum()
}

fn words_of_line(line: &crate::pages::Line) -> usize {
    let text = match &line.kind {
        Kind::Prose | Kind::Heading(_) | Kind::Table | Kind::Quote => {
            super::language::without_code(&line.text)
        }
        Kind::Directive {
            name, arguments, ..
        } if name != "predict" => arguments
            .split_once(' ')
            .map_or(String::new(), |(_, caption)| caption.to_owned()),
        _ => return 0,
    };
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// A chapter's page has at least one listing, edit, prediction, exercise, quiz, picture, and the table "From Python".
#[must_use]
pub fn chapters_have_every_part(chapter: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    let embedded = chapter.embedded();
    for name in ["listing", "edit", "predict", "exercise", "quiz", "picture"] {
        if embedded.iter().all(|(sort, ..)| *sort != name) {
            let remedy = format!("add a line {{{{#{name} …}}}}");
            problems.push(Problem::new(
                chapter.file(),
                format!("the page has no {name}"),
                remedy,
            ));
        }
    }
    if !has_table_from_python(chapter) {
        let remedy = "end the page with ## From Python and a table of two or three rows";
        problems.push(Problem::new(
            chapter.file(),
            "the page has no table \"From Python\"",
            remedy,
        ));
    }
    problems
}

fn has_table_from_python(page: &Page) -> bool {
    let mut under_heading = false;
    for line in &page.lines {
        match &line.kind {
            Kind::Heading(_) => under_heading = line.text.to_lowercase().contains("from python"),
            Kind::Table if under_heading => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "# T\n{{#listing a Five words of a caption}}\n{{#predict b unit=\"ms\" How long?}}\n{{#edit b}}\n{{#exercise c}}\n{{#picture p.svg}}\n{{#quiz}}\n## From Python\n\n| a | b |\n|---|---|\n";

    #[test]
    fn a_whole_page_has_every_part() {
        assert_eq!(chapters_have_every_part(&Page::parse("a/t.md", WHOLE)), []);
        let paired = WHOLE.replace("{{#listing", "{{#pair");
        assert_eq!(
            chapters_have_every_part(&Page::parse("a/t.md", &paired)),
            []
        );
    }

    #[test]
    fn each_missing_part_is_found() {
        for part in [
            "{{#listing",
            "{{#edit",
            "{{#predict",
            "{{#exercise",
            "{{#picture",
            "{{#quiz",
            "## From Python",
            "| a",
        ] {
            let part_of_table = part == "| a";
            let without: Vec<&str> = WHOLE
                .lines()
                .filter(|line| !line.starts_with(if part_of_table { "|" } else { part }))
                .collect();
            let without = without.join("\n");
            let found = chapters_have_every_part(&Page::parse("a/t.md", &without));
            assert_eq!(found.len(), 1, "without {part}: {found:?}");
        }
    }

    #[test]
    fn words_are_counted_outside_code() {
        assert_eq!(words(&Page::parse("t.md", WHOLE)), 1 + 5 + 2 + 2);
        assert_eq!(
            words(&Page::parse(
                "t.md",
                "- one `a b c` [two](x.md) — three\n```text\nno no\n```"
            )),
            4
        );
        let asked = "{{#predict a answers=\"*one | two\" How many?}}\n";
        assert_eq!(words(&Page::parse("t.md", asked)), 0);
    }

    #[test]
    fn a_short_page_and_a_long_page_are_found() {
        for count in [599, 1201] {
            let page = Page::parse("a/t.md", &"word ".repeat(count));
            assert_eq!(chapters_have_the_right_length(&page).len(), 1);
        }
        assert!(
            chapters_have_the_right_length(&Page::parse("a/t.md", &"word ".repeat(600))).is_empty()
        );
    }
}
