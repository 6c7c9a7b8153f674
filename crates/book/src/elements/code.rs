//! A program's lines as HTML: coloured, with hidden and marked lines told apart.

use std::ops::RangeInclusive;

use crate::elements::highlight;
use catalogue::Source;

/// The languages of the book's programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Rust.
    Rust,
    /// Python.
    Python,
}

impl Language {
    /// The class of the `<code>`; no `language-…`, so mdBook and highlight.js leave it alone.
    fn class(self) -> &'static str {
        match self {
            Language::Rust => "rs nohighlight",
            Language::Python => "py nohighlight",
        }
    }

    /// The coloured lines of a text.
    pub(crate) fn lines(self, text: &str) -> Vec<String> {
        let tokens = match self {
            Language::Rust => highlight::rust(text),
            Language::Python => highlight::python(text),
        };
        highlight::lines(&tokens)
    }
}

/// The block of code: focusable, since it may scroll, and so it has a name.
///
/// Hidden lines are left empty: the page's script fills them in from the data. So they weigh nothing,
/// and the search does not find the log helper on every page.
pub(crate) fn block(
    language: Language,
    name: &str,
    source: &Source,
    marks: &[RangeInclusive<usize>],
) -> String {
    let lines = language.lines(source.text());
    let mut html = format!(
        r#"<pre class="code" tabindex="0" role="group" aria-label="{name}"><code class="{}">"#,
        language.class()
    );
    for (line, text) in source.lines().zip(lines) {
        let marked = marks.iter().any(|range| range.contains(&line.number));
        let class = match (line.hidden, marked) {
            (true, _) => "line boring",
            (false, true) => "line marked",
            // The stylesheet hides a blank line beside hidden ones.
            (false, false) if text == "&#10;" => "line blank",
            (false, false) => "line",
        };
        let text = if line.hidden { "" } else { &text };
        html.extend([r#"<span class=""#, class, r#"">"#, text, "</span>"]);
    }
    html.push_str("</code></pre>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_lines_are_empty_and_marked_ones_told_apart() {
        let text = "// region: hidden\nuse a;\n// endregion\n\nfn main() {\n\n}\n";
        let source = Source::new(text).unwrap();
        let html = block(Language::Rust, "Listing 1, code", &source, &[5..=5]);
        assert_eq!(
            html.matches(r#"<span class="line boring"></span>"#).count(),
            3
        );
        assert_eq!(html.matches(r#"class="line marked""#).count(), 1);
        assert_eq!(html.matches(r#"class="line blank""#).count(), 2);
        assert_eq!(html.matches(r#"class="line""#).count(), 1);
        assert!(!html.contains('\n'));
        let marked = html.split(r#"<span class="line marked">"#).nth(1).unwrap();
        assert!(
            marked.starts_with(r#"<span class="hljs-keyword">fn</span> "#),
            "{marked}"
        );
        assert_eq!(text_of(&html), "\nfn main() {\n\n}\n");
    }

    fn text_of(html: &str) -> String {
        let text: String = html
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect();
        text.replace("&#10;", "\n")
    }
}
