//! Sentences of Markdown outside of pages: captions, quiz questions, what an edit says.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::html;

/// Renders inline Markdown on one line, as mdBook would render it in a paragraph.
pub(crate) fn inline(text: &str) -> String {
    let options = Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text.trim(), options).filter(|event| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
        )
    });
    let mut rendered = String::new();
    pulldown_cmark::html::push_html(&mut rendered, events);
    html::one_line(&rendered)
}

/// The text of inline Markdown without its marks.
pub(crate) fn plain(text: &str) -> String {
    let texts = Parser::new(text.trim()).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
        _ => None,
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_rendered_without_its_paragraph() {
        let expected = "Read <code>a &lt; b</code> <em>twice</em>, it’s {&#123;#x}}";
        assert_eq!(inline("Read `a < b` *twice*,\nit's {{#x}}\n"), expected);
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain("Read `a < b`\n*twice*.\n"), "Read a < b twice.");
    }
}
