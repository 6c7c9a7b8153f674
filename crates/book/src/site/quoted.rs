//! English inside a text of other letters: what it quotes, and the terms that it names, say that they are English, so that a
//! screen reader takes the voice for it.
//!
//! The text stands in pages, quizzes, captions and the glossary; so it is looked for in what mdBook has written. A single
//! word, a name or a call is left to the voice of the text: programmers say them in their own language.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// The languages whose letters are not those of English.
const OTHER_LETTERS: [&str; 4] = ["be", "bg", "ru", "uk"];

/// What is read by its letters, or as it stands: programs, what they print, pictures, which have a description.
const LEFT_ALONE: [&str; 8] = [
    "code", "pre", "samp", "kbd", "script", "style", "svg", "textarea",
];

/// What stands in the middle of a sentence: a quotation goes on behind it.
const INLINE: [&str; 9] = ["a", "b", "code", "em", "i", "kbd", "samp", "span", "strong"];

/// Marks the English in all pages of the edition in `folder`.
pub(super) fn mark_pages(folder: &Path, language: &str, english: &str) -> Result<()> {
    if !OTHER_LETTERS.contains(&language) {
        return Ok(());
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            mark_pages(&path, language, english)?;
        } else if path.extension().is_some_and(|kind| kind == "html") {
            let mark =
                fs::read_to_string(&path).and_then(|text| fs::write(&path, page(&text, english)));
            mark.with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// The page with its English marked; the frame around the text has none.
fn page(html: &str, english: &str) -> String {
    let Some(start) = html.find("<main") else {
        return html.to_owned();
    };
    let end = html.rfind("</main>").unwrap_or(html.len());
    let mut marked = Marked::new(english);
    marked.read(&html[start..end]);
    format!("{}{}{}", &html[..start], marked.out, &html[end..])
}

/// HTML, read up to some place.
struct Marked<'a> {
    english: &'a str,
    out: String,
    /// Whether «…» or (…) is open.
    is_quoting: bool,
    /// Whether what follows stands whole between the tags of a term or of a title elsewhere.
    is_named: bool,
}

impl<'a> Marked<'a> {
    fn new(english: &'a str) -> Marked<'a> {
        Marked {
            english,
            out: String::new(),
            is_quoting: false,
            is_named: false,
        }
    }

    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.text(&rest[..start], rest[start..].starts_with("</"));
            rest = &rest[start..];
            let length = whole(rest);
            self.tag(&rest[..length]);
            rest = &rest[length..];
        }
        self.text(rest, false);
    }

    /// Takes a tag in, or an element that is left alone.
    fn tag(&mut self, tag: &str) {
        let name = name(tag);
        self.is_quoting &= INLINE.contains(&name.trim_start_matches('/'));
        self.is_named = name == "em" || (name == "a" && tag.contains("href=\"http"));
        self.out.push_str(tag);
    }

    /// Takes a text in; `ends` says whether an element ends with it.
    fn text(&mut self, text: &str, ends: bool) {
        let mut rest = text;
        while let Some(start) =
            rest.find(|char: char| char.is_ascii_alphabetic() || "«»()&".contains(char))
        {
            let (before, found) = rest.split_at(start);
            self.out.push_str(before);
            let length = match found.as_bytes()[0] {
                b'&' => found.find(';').map_or(1, |end| end + 1),
                byte if byte.is_ascii_alphabetic() => phrase(found),
                _ => found.chars().next().map_or(1, char::len_utf8),
            };
            let (found, after) = found.split_at(length);
            let is_whole = found == text && ends;
            let is_told =
                (self.is_named && is_whole) || (self.is_quoting && is_quoted(&self.out, after));
            match found {
                "«" | "(" => self.is_quoting = true,
                "»" | ")" => self.is_quoting = false,
                _ => {}
            }
            self.piece(found, is_told);
            rest = after;
        }
        self.out.push_str(rest);
    }

    /// Takes words in. Two of them may be a name: they are marked where somebody says that they are more.
    fn piece(&mut self, found: &str, is_told: bool) {
        // `create_task` is no word.
        let goes_on = self
            .out
            .ends_with(|char: char| char.is_alphanumeric() || "_:/=.-".contains(char));
        let words = words(found);
        if !goes_on && (words > 2 || (words == 2 && is_told)) {
            let english = self.english;
            self.out
                .push_str(&format!("<span lang=\"{english}\">{found}</span>"));
        } else {
            self.out.push_str(found);
        }
    }
}

fn is_quoted(before: &str, after: &str) -> bool {
    before.ends_with(['«', '(']) || after.starts_with(['»', ')'])
}

/// The length of the tag at the start, and of its element if that is left alone.
fn whole(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    let mut is_value = false;
    let end = html.find(|char| {
        is_value ^= char == '"';
        char == '>' && !is_value
    });
    let length = end.map_or(html.len(), |end| end + 1);
    let tag = &html[..length];
    let name = name(tag);
    if !LEFT_ALONE.contains(&name) && !tag.contains(" lang=\"") {
        return length;
    }
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let (mut at, mut depth) = (length, 1);
    while let Some(next) = html[at..].find(&closing) {
        depth += html[at..at + next].matches(&opening).count();
        at += next + closing.len();
        depth -= 1;
        if depth == 0 {
            return at;
        }
    }
    length
}

/// The name of a tag, with a slash if it is a closing one.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name.find(|char: char| char.is_whitespace() || char == '>');
    &name[..end.unwrap_or(name.len())]
}

/// How far words of English letters follow each other, with nothing but spaces, hyphens and commas between them.
fn phrase(text: &str) -> usize {
    let mut end = 0;
    for (index, char) in text.char_indices() {
        if char.is_ascii_alphabetic() {
            end = index + 1;
        } else if !matches!(char, ' ' | '-' | ',' | '’' | '\n') {
            // A word that is half of other letters, or goes on with signs, is none.
            let is_cut =
                char.is_alphanumeric() || "_:/=.".contains(char) && !is_end(&text[index..]);
            let last = text[..end].rfind(' ');
            return match last {
                Some(last) if is_cut && end == index => last,
                _ => end,
            };
        }
    }
    end
}

/// Whether these signs end a sentence, and do not go on with a name: `std.`, and not `std.rs`.
fn is_end(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    chars
        .next()
        .is_none_or(|next| !next.is_alphanumeric() && next != ':')
}

fn words(text: &str) -> usize {
    let words = text.split(|char: char| !char.is_ascii_alphabetic());
    words
        .filter(|word| word.len() > 1 || *word == "a" || *word == "I")
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let page = page(&format!("<p>one two three</p><main>{text}</main>"), "en");
        let page = page.replace("<p>one two three</p>", "");
        let page = page
            .replace("<span lang=\"en\">", "[")
            .replace("</span>", "]");
        page.replace("<main>", "").replace("</main>", "")
    }

    #[test]
    fn what_is_quoted_says_its_language() {
        for (text, wanted) in [
            ("«no running loop».", "«[no running loop]»."),
            ("порядок (memory order):", "порядок ([memory order]):"),
            (
                "«ждали <code>x</code>, found it»",
                "«ждали <code>x</code>, [found it]»",
            ),
            ("<em>mutual exclusion</em>", "<em>[mutual exclusion]</em>"),
            ("это the rust way, да", "это [the rust way], да"),
            ("(compare-and-swap, CAS)", "([compare-and-swap, CAS])"),
        ] {
            assert_eq!(marked(text), wanted);
        }
    }

    #[test]
    fn names_and_what_says_its_language_already_stay_as_they_are() {
        for text in [
            "в Linux Python и (Tokio) «Send»",
            "<code>(let it be)</code>",
            "<blockquote lang=\"ru\">a b <b>(one two)</b></blockquote>",
            "<a title=\"a > two or three <b> words\">да</a>",
            "<!-- a \" > one two three -->",
            "<pre title=\"one two three\">one two three</pre>",
            "Что вместо create_task, gather, TaskGroup? (В Windows fork нет)",
            "(конец. </p><p>Linux Python)",
            "&quot;да&quot; &amp; std::thread",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
