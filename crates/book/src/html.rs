//! HTML that survives the way through mdBook's Markdown, and JSON that survives inside it.
//!
//! A raw HTML block ends at a blank line, and an indented line of it may be taken for something else.
//! So everything that a directive leaves in a page is one line: line feeds are written `&#10;`.
//! `{{` is written so that mdBook's own `{{#include}}` finds nothing in our text.

use serde::Serialize;

/// Escapes text for HTML, in content or between double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    out
}

/// Appends escaped text.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    let mut previous = ' ';
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => {}
            '{' if previous == '{' => out.push_str("&#123;"),
            char => out.push(char),
        }
        previous = char;
    }
}

/// Puts HTML that was written elsewhere (a picture, a rendered sentence) on one line.
pub(crate) fn one_line(html: &str) -> String {
    let lines: Vec<&str> = html
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ").replace("{{", "{&#123;")
}

/// The text between the tags of HTML that an author wrote into a page.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_tag = false;
    for char in html.chars() {
        match char {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            char if !is_tag => text.push(char),
            _ => {}
        }
    }
    text
}

/// A `<script type="application/json">` with the value in it.
pub(crate) fn json_script(class: &str, value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("our own data is valid JSON");
    let json = json.replace('<', "\\u003c").replace("{{", "{\\u007b");
    format!(r#"<script type="application/json" class="{class}">{json}</script>"#)
}

/// A part of the book in the words of an `id` attribute.
pub(crate) fn id(text: &str) -> String {
    text.chars()
        .map(|char| {
            if char.is_alphanumeric() || "-_".contains(char) {
                char
            } else {
                '-'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_on_one_line_and_hides_from_mdbooks_includes() {
        assert_eq!(
            escape("a\n\n<b> & \"c\""),
            "a&#10;&#10;&lt;b&gt; &amp; &quot;c&quot;"
        );
        assert_eq!(escape("{{#include x}}"), "{&#123;#include x}}");
        assert_eq!(
            one_line("<svg>\n\n  <path/>\n</svg>\n"),
            "<svg> <path/> </svg>"
        );
    }

    #[test]
    fn a_script_holds_any_text() {
        let text = "</script><!-- {{#include x}} {{{ \\{{ \n\n é";
        let script = json_script("data", &text);
        let json = script
            .split_once('>')
            .unwrap()
            .1
            .rsplit_once("</script>")
            .unwrap()
            .0;
        assert_eq!(serde_json::from_str::<String>(json).unwrap(), text);
        assert!(!json.contains('<') && !json.contains("{{") && !script.contains('\n'));
    }

    #[test]
    fn what_is_between_tags_is_text() {
        assert_eq!(text_of("<p lang=\"ru\">Надо</p>\n<br>ждать"), "Надо\nждать");
    }
}
