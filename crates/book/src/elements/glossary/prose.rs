//! The running text of a page: what may link to the glossary.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

/// A piece of running text, or a name in the font of code, and the emphasis that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its bytes in the page.
    pub text: Range<usize>,
    /// Whether it is code.
    pub code: bool,
    /// With the marks of code.
    outer: Range<usize>,
    emphasis: Option<Emphasis>,
}

impl Piece {
    /// What stands in this range, with the marks of code if it is code.
    fn new(outer: Range<usize>, code: bool, emphasis: Option<&Emphasis>) -> Self {
        let marks = usize::from(code);
        Piece {
            text: outer.start + marks..outer.end - marks,
            code,
            outer,
            emphasis: emphasis.cloned(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Emphasis {
    /// With its marks.
    range: Range<usize>,
    italic: bool,
}

impl Piece {
    /// What a link around these bytes has to hold, and whether that is all in italics.
    /// A link may hold a whole emphasis or a whole piece of code, and never a part of one.
    pub(crate) fn around(&self, range: Range<usize>) -> Option<(Range<usize>, bool)> {
        let whole = range == self.text;
        let range = match (whole, self.code) {
            (true, _) => self.outer.clone(),
            (false, true) => return None,
            (false, false) => range,
        };
        match &self.emphasis {
            None => Some((range, false)),
            Some(emphasis) if whole && emphasis.is_around(&range) => {
                Some((emphasis.range.clone(), emphasis.italic))
            }
            Some(_) => None,
        }
    }
}

impl Emphasis {
    /// There is nothing but its marks around these bytes.
    fn is_around(&self, range: &Range<usize>) -> bool {
        let marks = if self.italic { 1 } else { 2 };
        self.range.start + marks == range.start && range.end + marks == self.range.end
    }
}

/// The pieces of a page, in their order: paragraphs, items, cells and boxes,
/// without headings, blocks of code, links, pictures and directives.
pub(crate) fn pieces(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    collect(page, 0..page.len(), &mut pieces);
    pieces
}

/// What mdBook reads beyond Markdown.
const MDBOOKS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

fn collect(page: &str, part: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut closed = 0_usize;
    let mut emphases: Vec<Emphasis> = Vec::new();
    let parser = Parser::new_ext(&page[part.clone()], MDBOOKS).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(parser) {
        let range = part.start + range.start..part.start + range.end;
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                closed += 1;
                if info.split_whitespace().next() == Some("admonish") {
                    collect(page, without_fences(page, range), pieces);
                }
            }
            Event::Start(tag) if closes(&tag.to_end()) => closed += 1,
            Event::End(tag) if closes(&tag) => closed = closed.saturating_sub(1),
            Event::InlineHtml(tag) if tag.starts_with("<a ") => closed += 1,
            Event::InlineHtml(tag) if tag.starts_with("</a") => closed = closed.saturating_sub(1),
            Event::Start(tag @ (Tag::Emphasis | Tag::Strong | Tag::Strikethrough)) => {
                let italic = tag == Tag::Emphasis;
                emphases.push(Emphasis { range, italic });
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                emphases.pop();
            }
            Event::Text(_) | Event::Code(_) if closed > 0 || emphases.len() > 1 => {}
            Event::Text(_) if !is_directive(page, &range) => {
                pieces.push(Piece::new(range, false, emphases.last()));
            }
            Event::Code(_) => pieces.push(Piece::new(range, true, emphases.last())),
            _ => {}
        }
    }
}

/// True of what holds no running text, or text that leads elsewhere already.
fn closes(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::HtmlBlock
    )
}

/// The lines between the first and the last of a fenced block.
fn without_fences(page: &str, block: Range<usize>) -> Range<usize> {
    let text = &page[block.clone()];
    let first = text.find('\n').map_or(text.len(), |newline| newline + 1);
    let last = text.trim_end().rfind('\n').unwrap_or(first);
    block.start + first..block.start + last.max(first)
}

fn is_directive(page: &str, text: &Range<usize>) -> bool {
    let line = page[..text.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    page[line..].trim_start().starts_with("{{#")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<&str> {
        let pieces = pieces(page).into_iter().filter(|piece| !piece.code);
        pieces.map(|piece| &page[piece.text]).collect()
    }

    #[test]
    fn headings_code_links_tags_and_directives_are_left_out() {
        let page = "# a\n\nb `c` [d](e) <a href=\"x\">f</a> g\n\n    h\n\n```text\ni\n```\n{{#listing j k}}\n\n<div>\nl\n</div>\n\n| m |\n|---|\n| n |\n\n- o\n";
        assert_eq!(texts(page), ["b ", " ", " ", " g", "n", "o"]);
    }

    #[test]
    fn the_text_of_a_box_counts() {
        let page = "a\n\n````admonish notes\nb **c** `d`\n\n```text\ne\n```\n````\n\nf";
        assert_eq!(texts(page), ["a", "b ", "c", " ", "f"]);
    }

    #[test]
    fn a_link_goes_around_a_whole_emphasis() {
        let page = "a *b c* **d** *`e`* ***f*** `g`";
        let around: Vec<_> = pieces(page)
            .iter()
            .map(|piece| piece.around(piece.text.clone()))
            .collect();
        let texts: Vec<_> = around
            .iter()
            .flatten()
            .map(|(range, italic)| (&page[range.clone()], *italic))
            .collect();
        let expected = [
            ("a ", false),
            ("*b c*", true),
            (" ", false),
            ("**d**", false),
            (" ", false),
            ("*`e`*", true),
            (" ", false),
            (" ", false),
            ("`g`", false),
        ];
        assert_eq!(texts, expected);
        let part = pieces(page)[1].around(3..4);
        assert_eq!(part, None);
    }
}
