//! `SUMMARY.md` and the pages agree.

use crate::pages::{Kind, Page};
use crate::problem::Problem;
use crate::summary::Entry;

const SUMMARY: &str = "src/SUMMARY.md";

/// Every page is in the table of contents, under its own title, and every entry is a page.
#[must_use]
pub fn contents_and_pages_agree(entries: &[Entry], pages: &[Page]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for entry in entries {
        let twice = entries
            .iter()
            .any(|other| other.path == entry.path && other.line < entry.line);
        match pages.iter().find(|page| page.path == entry.path) {
            None => problems.push(missing_page(entry)),
            Some(_) if twice => problems.push(
                Problem::new(
                    SUMMARY,
                    format!("{} is listed twice", entry.path.display()),
                    "keep one of the lines",
                )
                .at(entry.line),
            ),
            Some(page) => problems.extend(title_problems(entry, page)),
        }
    }
    for page in pages {
        if !entries.iter().any(|entry| entry.path == page.path) {
            let what = "the page is not in the table of contents";
            problems.push(Problem::new(
                page.file(),
                what,
                format!("add a line to {SUMMARY}, or delete the page"),
            ));
        }
    }
    problems
}

fn missing_page(entry: &Entry) -> Problem {
    let what = format!("there is no page src/{}", entry.path.display());
    Problem::new(SUMMARY, what, "write the page, or delete the line").at(entry.line)
}

fn title_problems(entry: &Entry, page: &Page) -> Vec<Problem> {
    let Some((title, line)) = page.title() else {
        let remedy = format!("begin it with: # {}", entry.title);
        return vec![Problem::new(page.file(), "the page has no title", remedy).at(1)];
    };
    let mut problems = Vec::new();
    if title != entry.title {
        let what = format!(
            "the title is \"{title}\", but \"{}\" in the table of contents",
            entry.title
        );
        let remedy = format!("use the same words here and in {SUMMARY}:{}", entry.line);
        problems.push(Problem::new(page.file(), what, remedy).at(line));
    }
    let second = page
        .lines
        .iter()
        .filter(|line| line.kind == Kind::Heading(1))
        .nth(1);
    if let Some(second) = second {
        let remedy = "use ## or ### for the page's sections";
        problems.push(
            Problem::new(page.file(), "the page has a second title", remedy).at(second.number),
        );
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary;

    fn problems(contents: &str, pages: &[(&str, &str)]) -> Vec<String> {
        let pages: Vec<Page> = pages
            .iter()
            .map(|(path, text)| Page::parse(*path, text))
            .collect();
        contents_and_pages_agree(&summary::parse(contents), &pages)
            .iter()
            .map(|problem| problem.what.clone())
            .collect()
    }

    #[test]
    fn agreement_has_no_problem() {
        assert!(problems("- [T](a/t.md)", &[("a/t.md", "# T")]).is_empty());
    }

    #[test]
    fn each_disagreement_is_found() {
        assert_eq!(
            problems("- [T](a/t.md)", &[]),
            ["there is no page src/a/t.md"]
        );
        assert_eq!(
            problems("", &[("a/t.md", "# T")]),
            ["the page is not in the table of contents"]
        );
        assert_eq!(
            problems("- [T](a/t.md)", &[("a/t.md", "# U")]),
            ["the title is \"U\", but \"T\" in the table of contents"]
        );
        assert_eq!(
            problems("- [T](a/t.md)", &[("a/t.md", "# T\n# U")]),
            ["the page has a second title"]
        );
        assert_eq!(
            problems("- [T](a/t.md)", &[("a/t.md", "T")]),
            ["the page has no title"]
        );
        assert_eq!(
            problems("- [T](t.md)\n- [T](t.md)", &[("t.md", "# T")]),
            ["t.md is listed twice"]
        );
    }
}
