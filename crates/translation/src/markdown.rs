//! A page's messages: what mdbook-i18n-helpers finds in its text, and the words of its directives.
//!
//! Boxes are read as text of their own. Other fenced blocks are programs and outputs, which are the same in every language.

use mdbook_i18n_helpers::{
    extract_events, extract_messages, reconstruct_markdown, translate_events,
};
use polib::catalog::Catalog;
use polib::message::Message as Entry;

use crate::anchors;
use crate::directive;
use crate::message::{Message, Translate};

/// A page in pieces.
enum Piece<'page> {
    /// Markdown, and how many lines stand before it.
    Text(&'page str, usize),
    /// A directive's line, and how many lines stand before it.
    Directive(&'page str, usize),
    /// What stays as it is.
    Kept(&'page str),
}

pub(crate) fn messages(text: &str) -> Vec<Message> {
    let of_piece = |piece| match piece {
        Piece::Text(text, before) => of_markdown(text, before),
        Piece::Directive(line, before) => {
            let message = directive::message(line).map(|text| Message {
                line: before + 1,
                text: text.to_owned(),
                context: "",
            });
            message.into_iter().collect()
        }
        Piece::Kept(_) => Vec::new(),
    };
    pieces(text).into_iter().flat_map(of_piece).collect()
}

/// Headings keep the ids of their English words, so that what leads to them leads to them in every language.
pub(crate) fn translated(text: &str, translate: &Translate<'_>) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text, _) => out.push_str(&in_markdown(text, translate)),
            Piece::Directive(line, _) => {
                let translation = directive::message(line).and_then(|line| translate("", line));
                match translation {
                    Some(translation) => out.extend([translation.as_str(), "\n"]),
                    None => out.push_str(line),
                }
            }
            Piece::Kept(text) => out.push_str(text),
        }
    }
    anchors::keep(&out, &anchors::of(text))
}

/// Boxes and directives part the text; a fence that is indented belongs to the list around it, and stays in its text.
fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut before) = (0, 0, 0);
    let (mut in_code, mut in_box) = (false, false);
    for (number, line) in page.split_inclusive('\n').enumerate() {
        let from = end;
        end += line.len();
        let is_fence = line.starts_with("```");
        if !is_fence && (in_code || !directive::is_directive(line)) {
            continue;
        }
        let text = &page[start..from];
        pieces.push(if in_code {
            Piece::Kept(text)
        } else {
            Piece::Text(text, before)
        });
        pieces.push(if is_fence {
            Piece::Kept(line)
        } else {
            Piece::Directive(line, number)
        });
        (start, before) = (end, number + 1);
        if !is_fence {
            continue;
        }
        if in_code {
            in_code = false;
        } else if line.starts_with("```admonish") {
            in_box = true;
        } else if in_box && line.trim_end() == "```" {
            in_box = false;
        } else {
            in_code = true;
        }
    }
    pieces.push(Piece::Text(&page[start..], before));
    pieces
}

fn of_markdown(text: &str, before: usize) -> Vec<Message> {
    let messages = extract_messages(text).unwrap_or_default().into_iter();
    let message = |(line, message): (usize, mdbook_i18n_helpers::ExtractedMessage)| Message {
        line: before + line,
        text: message.message,
        context: "",
    };
    messages.map(message).collect()
}

fn in_markdown(text: &str, translate: &Translate<'_>) -> String {
    let mut catalog = Catalog::new(Default::default());
    for message in of_markdown(text, 0) {
        let Some(translation) = translate("", &message.text) else {
            continue;
        };
        let mut entry = Entry::build_singular();
        entry.with_msgid(message.text).with_msgstr(translation);
        catalog.append_or_update(entry.done());
    }
    if catalog.is_empty() {
        return text.to_owned();
    }
    let events = extract_events(text, None);
    let written =
        translate_events(&events, &catalog).and_then(|events| reconstruct_markdown(&events, None));
    // A piece begins and ends at a line of its own.
    let written = written.map_or_else(|_| text.to_owned(), |(text, _)| format!("\n{text}\n\n"));
    // A directive that is told about, and not meant, has lost its backslash.
    match text.contains("\\{{#") {
        true => written.replace("{{#", "\\{{#"),
        false => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Tea\n\nWait for *it*.\nIt boils.\n\n```text\nkept\n```\n\n{{#listing tea A cup}}\n{{#quiz}}\n\n\
        ```admonish notes\n**\"Tea.\"**\n\n- one\n```\n\n## Two cups\n\n| a | b |\n|---|---|\n| `x` | y |\n";

    fn shouted(_: &str, text: &str) -> Option<String> {
        match text.strip_prefix("{{#listing tea ") {
            Some(caption) => Some(format!("{{{{#listing tea {}", caption.to_uppercase())),
            None => Some(text.to_uppercase()),
        }
    }

    #[test]
    fn paragraphs_items_cells_boxes_and_captions_are_messages() {
        let lines: Vec<_> = messages(PAGE)
            .into_iter()
            .map(|it| (it.line, it.text))
            .collect();
        let texts: Vec<_> = lines
            .iter()
            .map(|(line, text)| (*line, text.as_str()))
            .collect();
        let expected = [
            (1, "Tea"),
            (3, "Wait for _it_. It boils."),
            (10, "{{#listing tea A cup}}"),
            (14, "**\"Tea.\"**"),
            (16, "one"),
            (19, "Two cups"),
            (21, "a"),
            (21, "b"),
            (23, "`x`"),
            (23, "y"),
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn headings_keep_their_ids_and_programs_their_text() {
        let page = translated(PAGE, &shouted);
        for part in [
            "# TEA {#tea}\n",
            "WAIT FOR _IT_. IT BOILS.\n",
            "```text\nkept\n```\n",
            "\n{{#listing tea A CUP}}\n{{#quiz}}\n",
            "```admonish notes\n",
            "## TWO CUPS {#two-cups}\n",
        ] {
            assert!(page.contains(part), "{part:?} is missing in {page}");
        }
    }

    #[test]
    fn what_is_not_translated_stays_as_it_is() {
        let page = translated(PAGE, &|_, _| None);
        assert_eq!(
            page.replace(" {#tea}", "").replace(" {#two-cups}", ""),
            PAGE
        );
    }
}
