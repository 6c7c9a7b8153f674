//! The ids of headings.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The ids that mdBook gives to the headings of a page, in their order.
pub(crate) fn of(page: &str) -> Vec<String> {
    let mut used = HashSet::new();
    let ids = headings(page).into_iter();
    ids.map(|heading| unique(&id(&heading.text), &mut used))
        .collect()
}

/// The page with these ids at its headings.
pub(crate) fn keep(page: &str, ids: &[String]) -> String {
    let mut out = String::with_capacity(page.len() + 32 * ids.len());
    let mut end = 0;
    for (heading, id) in headings(page).iter().zip(ids) {
        out.push_str(&page[end..heading.end]);
        out.push_str(&format!(" {{#{id}}}"));
        end = heading.end;
    }
    out.push_str(&page[end..]);
    out
}

struct Heading {
    /// Its text without marks.
    text: String,
    /// Where its line ends.
    end: usize,
}

fn headings(page: &str) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut open: Option<Heading> = None;
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(page, options).into_offset_iter() {
        match (event, &mut open) {
            (Event::Start(Tag::Heading { .. }), _) => {
                open = Some(Heading {
                    text: String::new(),
                    end: line_end(page, &range),
                });
            }
            (Event::End(TagEnd::Heading(_)), _) => headings.extend(open.take()),
            (Event::Text(text) | Event::Code(text), Some(heading)) => heading.text.push_str(&text),
            _ => {}
        }
    }
    headings
}

fn line_end(page: &str, heading: &Range<usize>) -> usize {
    heading.start + page[heading.clone()].trim_end().len()
}

/// As mdBook 0.5 makes it of a heading's text (`id_from_content` in mdbook-html/src/utils.rs).
fn id(text: &str) -> String {
    let kept = |char: char| match char {
        char if char.is_alphanumeric() || char == '_' || char == '-' => Some(char),
        char if char.is_whitespace() => Some('-'),
        _ => None,
    };
    text.trim()
        .to_lowercase()
        .chars()
        .filter_map(kept)
        .collect()
}

/// As mdBook 0.5 tells equal headings apart (`unique_id` in the same file).
fn unique(id: &str, used: &mut HashSet<String>) -> String {
    let numbered = (1..).map(|count| format!("{id}-{count}"));
    let mut candidates = std::iter::once(id.to_owned()).chain(numbered);
    candidates
        .find(|candidate| used.insert(candidate.clone()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_that_mdbook_gives() {
        let page = "# What's `#[tokio::main]`?\n\n## A b\n\n## A b\n\n### 17. async <b>now</b>\n";
        assert_eq!(
            of(page),
            ["whats-tokiomain", "a-b", "a-b-1", "17-async-now"]
        );
    }

    #[test]
    fn a_translated_heading_has_the_id_of_the_english_one() {
        let ids = of("# One\n\ntext\n\n## Two\n");
        let page = keep("# Один\n\nтекст\n\n## Два\n", &ids);
        assert_eq!(page, "# Один {#one}\n\nтекст\n\n## Два {#two}\n");
    }
}
