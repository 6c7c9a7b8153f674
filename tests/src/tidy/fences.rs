//! Fenced blocks: an allow-list, since mdBook skips an unknown flag silently.

use crate::pages::{Kind, Page};
use crate::problem::Problem;

/// What may follow a fence. Programs are listings, so that they are compiled and run.
const ALLOWED: [&str; 3] = ["text", "console", "toml"];

/// The boxes that the book uses.
const BOXES: [&str; 6] = ["notes", "python", "exercise", "tip", "warning", "note"];

/// Every fence carries a flag of the allow-list, and no block is made by indentation.
#[must_use]
pub fn fences_are_known(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in &page.lines {
        match &line.kind {
            Kind::FenceStart(info) => {
                open.push(line.number);
                problems.extend(fence_problem(page, line.number, info));
            }
            Kind::FenceEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    for number in open {
        problems.push(
            Problem::new(
                page.file(),
                "the block is never closed",
                "close it with a fence of the same length",
            )
            .at(number),
        );
    }
    problems.extend(indented_blocks(page));
    problems
}

fn fence_problem(page: &Page, number: usize, info: &str) -> Option<Problem> {
    let mut words = info.split([' ', ',']);
    let flag = words.next().unwrap_or_default();
    let (what, remedy) = match flag {
        "admonish" => {
            let name = words.next().unwrap_or_default();
            if BOXES.contains(&name) {
                return None;
            }
            (
                format!("there is no box \"{name}\""),
                format!("use one of: {}", BOXES.join(", ")),
            )
        }
        _ if ALLOWED.contains(&info) => return None,
        "rust" | "rs" => (
            "Rust in a plain block is never compiled".to_owned(),
            "make it a listing: listings/<part>/<page>/src/bin/<name>.rs and {{#listing name}}"
                .to_owned(),
        ),
        "python" | "py" => (
            "Python in a plain block is never run".to_owned(),
            "make it listings/<part>/<page>/python/<name>.py and {{#python name}}".to_owned(),
        ),
        "" => (
            "the block has no flag".to_owned(),
            format!("say what it is: {}", ALLOWED.join(", ")),
        ),
        _ => (
            format!("the flag \"{info}\" is not known"),
            format!("use one of: {}", ALLOWED.join(", ")),
        ),
    };
    Some(Problem::new(page.file(), what, remedy).at(number))
}

/// A paragraph indented by four spaces is code for Markdown; inside a list it is text.
fn indented_blocks(page: &Page) -> Option<Problem> {
    let mut in_list = false;
    for pair in page.lines.windows(2) {
        let [before, line] = pair else { continue };
        if line.kind != Kind::Prose {
            in_list &= line.kind == Kind::Blank;
            continue;
        }
        let indent = line.text.len() - line.text.trim_start().len();
        in_list = is_item(line.text.trim_start()) || (in_list && indent > 0);
        if before.kind == Kind::Blank && indent >= 4 && !in_list {
            let remedy = "use a fence with a flag, or remove the indentation";
            return Some(
                Problem::new(
                    page.file(),
                    "an indented block is code without a flag",
                    remedy,
                )
                .at(line.number),
            );
        }
    }
    None
}

/// True of the first line of a list item.
fn is_item(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with("- ")
        || text.starts_with("* ")
        || (digits.len() < text.len() && digits.starts_with(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let page = Page::parse("a/t.md", text);
        fences_are_known(&page)
            .iter()
            .map(|problem| format!("{}: {}", problem.line.unwrap(), problem.what))
            .collect()
    }

    #[test]
    fn allowed_blocks_have_no_problem() {
        let text = "```text\na\n```\n```console\n$ cargo book\n```\n```admonish notes title=\"x\"\nText.\n```\n1. Item\n\n    more of it";
        assert!(problems(text).is_empty());
    }

    #[test]
    fn each_other_block_is_found() {
        assert_eq!(
            problems("```rust\n```"),
            ["1: Rust in a plain block is never compiled"]
        );
        assert_eq!(
            problems("```rust,no_run\n```"),
            ["1: Rust in a plain block is never compiled"]
        );
        assert_eq!(
            problems("```python\n```"),
            ["1: Python in a plain block is never run"]
        );
        assert_eq!(problems("\n```\n```"), ["2: the block has no flag"]);
        assert_eq!(
            problems("```admonish danger\n```"),
            ["1: there is no box \"danger\""]
        );
        assert_eq!(problems("```text\na"), ["1: the block is never closed"]);
        assert_eq!(
            problems("a\n\n    let x = 1;"),
            ["3: an indented block is code without a flag"]
        );
    }
}
