//! What is left of one language in the pages of the other.

use scraper::{ElementRef, Node};

use crate::problem::Problem;
use crate::rendered::RenderedPage;

/// What is the same in both languages: programs, what they print, and names.
const SAME: [&str; 7] = ["code", "pre", "samp", "kbd", "script", "style", "noscript"];

/// From so many Latin words on, one after the other, a text is English. Names of libraries and books are shorter.
const WORDS: usize = 4;

/// English in a Russian page, outside of programs, names, and what is said to be English.
#[must_use]
pub fn english_in_russian(page: &RenderedPage) -> Vec<Problem> {
    let english = texts(page, "en")
        .into_iter()
        .filter(|text| is_english(text));
    let problem = |text: String| {
        let what = format!("English in the Russian edition: “{}”", text.trim());
        Problem::new(
            page.source(),
            what,
            "translate it in po/ru.po or theme/po/ru.po",
        )
    };
    english.map(problem).collect()
}

/// Russian in an English page, outside of what is said to be Russian.
#[must_use]
pub fn russian_in_english(page: &RenderedPage) -> Vec<Problem> {
    let russian = texts(page, "ru")
        .into_iter()
        .filter(|text| text.chars().any(is_cyrillic));
    let problem = |text: String| {
        let what = format!("Russian in the English edition: “{}”", text.trim());
        Problem::new(
            page.source(),
            what,
            "write it in English, or say lang=\"ru\" around it",
        )
    };
    russian.map(problem).collect()
}

fn is_cyrillic(char: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&char)
}

/// The text without what it quotes: a message is quoted as it is printed.
fn without_quotations(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    // Code may part a quotation: its end then stands in a text of its own.
    if let Some(end) = rest.find('»').filter(|end| !rest[..*end].contains('«')) {
        rest = &rest[end..];
    }
    while let Some(start) = rest.find('«') {
        kept.push_str(&rest[..start]);
        rest = rest[start..]
            .find('»')
            .map_or("", |end| &rest[start + end..]);
    }
    kept + rest
}

/// Whether a text has that many Latin words in a row.
fn is_english(text: &str) -> bool {
    longest_row(&without_quotations(text)) >= WORDS
}

/// How many English words follow each other, with no sign between them.
fn longest_row(text: &str) -> usize {
    let is_word = |word: &str| {
        let word = word.trim_matches(|char: char| !char.is_alphanumeric());
        !word.is_empty()
            && word
                .chars()
                .all(|char| char.is_ascii_alphabetic() || char == '’' || char == '\'')
    };
    let (mut row, mut longest) = (0, 0);
    for word in text.split_whitespace() {
        row = if is_word(word) { row + 1 } else { 0 };
        longest = longest.max(row);
        if word.ends_with([',', '.', ';', ':']) {
            row = 0;
        }
    }
    longest
}

/// Every text and every name for screen readers, but for what is the same in both and what is in this language.
fn texts(page: &RenderedPage, foreign: &str) -> Vec<String> {
    let mut texts = Vec::new();
    collect(page.html.root_element(), foreign, &mut texts);
    texts
}

fn collect(element: ElementRef<'_>, foreign: &str, texts: &mut Vec<String>) {
    let name = element.value().name();
    // The element that says the page's own language is the root.
    let is_foreign = name != "html" && element.attr("lang") == Some(foreign);
    // The title of a work elsewhere is its name.
    let is_elsewhere = element
        .attr("href")
        .is_some_and(|href| href.starts_with("http"));
    if SAME.contains(&name)
        || is_foreign
        || is_elsewhere
        || element.attr("font-family") == Some("monospace")
    {
        return;
    }
    for attribute in ["aria-label", "title", "alt", "content"] {
        texts.extend(element.attr(attribute).map(str::to_owned));
    }
    // The build marks English wherever it finds it: in a text of the page's own language such a part is a part of the text.
    let mut running = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => running.push_str(text),
            (_, Some(child)) if is_marked_by_the_build(child) => running.extend(child.text()),
            (_, Some(child)) => {
                texts.push(std::mem::take(&mut running));
                collect(child, foreign, texts);
            }
            _ => {}
        }
    }
    texts.push(running);
}

/// A span that says nothing but its language.
fn is_marked_by_the_build(element: ElementRef<'_>) -> bool {
    let element = element.value();
    element.name() == "span" && element.attr("lang") == Some("en") && element.attrs().count() == 1
}

/// English in a Russian text that does not say so: three words in a row, or all of a quotation or of what is put in brackets.
#[must_use]
pub fn english_without_its_language(page: &RenderedPage) -> Vec<Problem> {
    let (mut problems, mut texts) = (Vec::new(), Vec::new());
    for main in page.all("main") {
        spoken(main, &mut texts);
    }
    for text in texts {
        let mut pieces = text.split(['«', '»', '(', ')']).enumerate();
        let is_unmarked = pieces.any(|(index, piece)| {
            let words = longest_row(piece);
            let is_whole = index > 0 && piece.split_whitespace().count() == words;
            words > 2 || (words == 2 && is_whole && !text.ends_with(piece))
        });
        if is_unmarked {
            let what = format!("English that is read in a Russian voice: “{}”", text.trim());
            let remedy = "see what crates/book/src/site/quoted.rs marks";
            problems.push(Problem::new(page.source(), what, remedy));
        }
    }
    problems
}

/// Collects the texts of an element that are spoken in the voice of the page.
fn spoken(element: ElementRef<'_>, texts: &mut Vec<String>) {
    let name = element.value().name();
    if SAME.contains(&name) || name == "svg" || element.attr("lang").is_some() {
        return;
    }
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => texts.push(text.to_string()),
            (_, Some(child)) => spoken(child, texts),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> RenderedPage {
        RenderedPage::parse(
            "a.html",
            &format!("<html lang=\"x\"><body>{body}</body></html>"),
        )
    }

    #[test]
    fn a_sentence_is_told_and_names_are_not() {
        let left = |body: &str| english_in_russian(&page(body)).len();
        assert_eq!(
            left("<p>Это Tokio, The Rust Book и <code>let a be b</code>.</p>"),
            0
        );
        assert_eq!(
            left("<p>Печатает «this is quoted as printed», и всё.</p>"),
            0
        );
        assert_eq!(
            left("<p>: «no <code>x</code> of this was ever printed». Да</p>"),
            0
        );
        assert_eq!(left("<p>Это осталось: this was left here.</p>"), 1);
        assert_eq!(
            left("<button aria-label=\"Open it in the browser\">Да</button>"),
            1
        );
        assert_eq!(left("<p lang=\"en\">This is said to be English.</p>"), 0);
        let marked = "<p>Это: <span lang=\"en\">this was left here</span>.</p>";
        assert_eq!(left(marked), 1);
        assert_eq!(
            left(&marked.replace(": ", " «").replace(".</p>", "».</p>")),
            0
        );
    }

    #[test]
    fn a_quotation_that_does_not_say_its_language_is_told() {
        let left = |text: &str| {
            english_without_its_language(&page(&format!("<main><p>{text}</p></main>"))).len()
        };
        assert_eq!(
            left("Это Tokio (Rust), <code>let a be</code> и Linux Python."),
            0
        );
        assert_eq!(
            left("Ошибка «<span lang=\"en\">no running loop</span>»."),
            0
        );
        assert_eq!(left("Ошибка «no running loop»."), 1);
        assert_eq!(left("Порядок (memory order) такой."), 1);
        assert_eq!(left("Книга <a>The Rust Book</a>."), 1);
    }

    #[test]
    fn a_russian_word_is_told_unless_it_is_said_to_be_one() {
        let left = |body: &str| russian_in_english(&page(body)).len();
        assert_eq!(left("<p>A <span lang=\"ru\">поток</span>.</p>"), 0);
        assert_eq!(left("<p>A поток.</p>"), 1);
    }
}
