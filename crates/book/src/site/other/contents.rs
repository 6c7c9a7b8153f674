//! The table of contents of another book, which need not be as mdBook 0.5 wants it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use mdbook_summary::{Summary, SummaryItem, parse_summary};

use crate::site::summary::explain;

/// Reads it. A line whose page is not there is a draft, of which a note tells; mdBook would write the page. So is a line
/// whose page was named before: those of mdBook 0.4 may be, and for the newer it is an error.
pub(super) fn read(root: &Path, src: &Path, notes: &mut Vec<String>) -> Result<Summary> {
    let file = root.join(src).join("SUMMARY.md");
    let text = fs::read_to_string(&file)
        .with_context(|| format!("the table of contents cannot be read: {}", file.display()))?;
    let mut again = Vec::new();
    let parsed = parse(text, &mut again).context("Summary parsing failed");
    let mut summary = parsed.map_err(|error| explain(src, error))?;
    let mut missing = Vec::new();
    for part in [
        &mut summary.prefix_chapters,
        &mut summary.numbered_chapters,
        &mut summary.suffix_chapters,
    ] {
        leave_out_missing(part, &root.join(src), &mut missing);
    }
    for (what, pages) in [
        ("pages that are not there, and they", missing),
        ("pages more than once, and all but the first line", again),
    ] {
        if !pages.is_empty() {
            notes.push(format!(
                "SUMMARY.md names {what} are shown as drafts: {}",
                pages.join(", ")
            ));
        }
    }
    Ok(summary)
}

/// Parses it; what it names once more is made a draft, and its name kept.
fn parse(mut text: String, again: &mut Vec<String>) -> Result<Summary> {
    loop {
        let error = match parse_summary(&text) {
            Ok(summary) => return Ok(summary),
            Err(error) => error,
        };
        let Some((page, without)) = without_second(&text, &error.to_string()) else {
            return Err(error);
        };
        if !again.contains(&page) {
            again.push(page);
        }
        text = without;
    }
}

/// The page of which mdBook says that it is named twice, and the text without its second name.
fn without_second(text: &str, error: &str) -> Option<(String, String)> {
    let page = error.strip_prefix("Duplicate file in SUMMARY.md: ")?;
    let page: String = serde_json::from_str(page).ok()?;
    let link = format!("]({page})");
    let (place, _) = text.match_indices(&link).nth(1)?;
    let (before, after) = (&text[..place], &text[place + link.len()..]);
    Some((page, format!("{before}](){after}")))
}

fn leave_out_missing(items: &mut [SummaryItem], src: &Path, missing: &mut Vec<String>) {
    for item in items {
        if let SummaryItem::Link(link) = item {
            let is_missing = |page: &PathBuf| !src.join(page).exists();
            if let Some(page) = link.location.take_if(|page| is_missing(page)) {
                missing.push(page.display().to_string());
            }
            leave_out_missing(&mut link.nested_items, src, missing);
        }
    }
}
