//! The table of contents: every page that it names is there and can be read. mdBook stops at the first that is not,
//! and does not say on which line it stands.

use std::fs;
use std::path::Path;

use crate::problem::{Problem, Problems};

/// Checks `SUMMARY.md` in the folder `src` of the book in `root`, and that its pages can be read.
pub(crate) fn check(root: &Path, src: &Path) -> Result<(), Problems> {
    let file = src.join("SUMMARY.md");
    let mut problems = Problems::default();
    match fs::read_to_string(root.join(&file)) {
        Ok(text) => {
            for (line, page) in pages(&text) {
                let path = root.join(src).join(page);
                if !path.is_file() {
                    let remedy = format!("write {}, or correct the line", src.join(page).display());
                    let what = format!("there is no page {page}");
                    problems.push(Problem::new(&file, what, remedy).at(line));
                } else if let Err(error) = fs::read_to_string(path) {
                    let what = format!("it cannot be read: {error}");
                    let remedy = "make it UTF-8 text that you may read";
                    problems.push(Problem::new(&src.join(page), what, remedy));
                }
            }
        }
        Err(error) => {
            let what = format!("the table of contents cannot be read: {error}");
            problems.push(Problem::new(
                &file,
                what,
                "write it: `- [Title](part/page.md)` a line",
            ));
        }
    }
    problems.into_result()
}

/// mdBook's own error about a table of contents that it cannot read, with its line and a remedy.
pub(crate) fn explain(src: &Path, error: anyhow::Error) -> anyhow::Error {
    let told = format!("{error:#}");
    if !told.contains("Summary parsing failed") {
        return error;
    }
    let (line, why) = place(&told).unwrap_or((None, told.as_str()));
    let remedy = if why.contains("Duplicate file") {
        "name each page in one line alone"
    } else {
        "write parts as `# Title`, pages as `- [Title](part/page.md)`, and pages without a number \
         as `[Title](page.md)` before the first or after the last of these"
    };
    let what = format!("the table of contents cannot be read: {why}");
    let mut problem = Problem::new(&src.join("SUMMARY.md"), what, remedy);
    problem.line = line;
    anyhow::anyhow!("{problem}")
}

/// The line and the reason in `… line 7, column 1: why`.
fn place(told: &str) -> Option<(Option<usize>, &str)> {
    let (_, rest) = told.rsplit_once(" line ")?;
    let (line, rest) = rest.split_once(", column ")?;
    let (_, why) = rest.split_once(": ")?;
    Some((line.parse().ok(), why))
}

/// The lines that name a page. Drafts, `[Title]()`, name none.
fn pages(text: &str) -> Vec<(usize, &str)> {
    let mut pages = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let links = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'));
        let links = links
            .map(|(page, _)| page.trim())
            .filter(|page| !page.is_empty());
        pages.extend(links.map(|page| (index + 1, page)));
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_no_text_is_told() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("src")).unwrap();
        fs::write(root.path().join("src/a.md"), b"\xff").unwrap();
        fs::write(root.path().join("src/SUMMARY.md"), "- [A](a.md)\n").unwrap();
        let told = check(root.path(), Path::new("src"))
            .unwrap_err()
            .to_string();
        assert!(
            told.starts_with("src/a.md: it cannot be read: ") && told.contains("remedy: make it"),
            "{told}"
        );
    }

    #[test]
    fn every_missing_page_is_told_with_its_line() {
        let root = tempfile::tempdir().unwrap();
        let src = Path::new("src");
        assert!(
            check(root.path(), src)
                .unwrap_err()
                .to_string()
                .contains("src/SUMMARY.md: the table")
        );
        fs::create_dir(root.path().join("src")).unwrap();
        fs::write(root.path().join("src/a.md"), "# A").unwrap();
        let summary = "# Summary\n\n[A](a.md)\n- [B](b/c.md)\n- [Draft]()\n- [D](d.md)\n";
        fs::write(root.path().join("src/SUMMARY.md"), summary).unwrap();
        let told = check(root.path(), src).unwrap_err().to_string();
        assert!(
            told.contains("src/SUMMARY.md:4: there is no page b/c.md\n  remedy: write src/b/c.md"),
            "{told}"
        );
        assert!(
            told.contains("src/SUMMARY.md:6: ") && told.matches("remedy").count() == 2,
            "{told}"
        );
    }
}
