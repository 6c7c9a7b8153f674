//! What mdbook-admonish uses of mdBook 0.4, and nothing else.
//!
//! It asks for the whole crate, with its web server, its search and its watching: eighty crates that nobody needs who
//! builds the book with mdBook 0.5. Types and functions have the names, and the functions the results, of mdBook 0.4.52.
//! Delete this crate on the day that mdbook-admonish supports mdBook 0.5.

/// A book that a preprocessor is given, and gives back.
pub mod book {
    /// A book.
    #[derive(Clone, Debug, Default)]
    pub struct Book {
        /// Its chapters.
        pub sections: Vec<BookItem>,
    }

    /// A part of a book. Those that a preprocessor of text passes over are not here.
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum BookItem {
        /// A page.
        Chapter(Chapter),
    }

    /// A page.
    #[derive(Clone, Debug)]
    pub struct Chapter {
        /// Its text, in Markdown.
        pub content: String,
    }

    impl Book {
        /// Does something to every part.
        pub fn for_each_mut(&mut self, change: impl FnMut(&mut BookItem)) {
            self.sections.iter_mut().for_each(change);
        }
    }
}

/// What can go wrong.
pub mod errors {
    pub use anyhow::{Error, Result};
}

/// What a preprocessor is, and is told.
pub mod preprocess {
    use std::io::Read;

    use anyhow::Context as _;
    use serde_json::{Map, Value};

    use crate::book::{Book, BookItem, Chapter};
    use crate::errors::Result;

    /// Changes the text of a book.
    pub trait Preprocessor {
        /// Its name in `book.toml`.
        fn name(&self) -> &str;
        /// Changes the book.
        fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book>;
        /// Whether it has something to do for this renderer.
        fn supports_renderer(&self, renderer: &str) -> bool;
    }

    /// What a preprocessor is told.
    #[derive(Clone, Debug)]
    pub struct PreprocessorContext {
        /// What `book.toml` says.
        pub config: Config,
        /// What the text is meant for, such as `html`.
        pub renderer: String,
    }

    /// The tables of preprocessors in `book.toml`.
    #[derive(Clone, Debug)]
    pub struct Config(Map<String, Value>);

    impl Config {
        /// The table of this preprocessor.
        pub fn get_preprocessor(&self, name: &str) -> Option<&Map<String, Value>> {
            self.0.get(name)?.as_object()
        }
    }

    /// A preprocessor that is a program.
    #[derive(Debug)]
    pub struct CmdPreprocessor;

    impl CmdPreprocessor {
        /// What such a program is told on its standard input.
        ///
        /// # Errors
        /// If that is not what mdBook tells.
        pub fn parse_input(reader: impl Read) -> Result<(PreprocessorContext, Book)> {
            let (context, book): (Value, Value) = serde_json::from_reader(reader)?;
            let tables = context["config"]["preprocessor"].as_object();
            let sections = book["sections"].as_array();
            let (tables, sections) = tables.zip(sections).context("it is no book")?;
            let content = |section: &Value| {
                let content = section["Chapter"]["content"].as_str()?.to_owned();
                Some(BookItem::Chapter(Chapter { content }))
            };
            let context = PreprocessorContext {
                config: Config(tables.clone()),
                renderer: context["renderer"].as_str().unwrap_or_default().to_owned(),
            };
            let sections = sections.iter().filter_map(content).collect();
            Ok((context, Book { sections }))
        }
    }
}

/// Names for places on a page.
pub mod utils {
    use std::collections::HashMap;

    /// What stands for a character, and is no part of a name.
    const ENTITIES: [&str; 5] = ["&lt;", "&gt;", "&amp;", "&#39;", "&quot;"];

    /// A name for what has this title; the second of a name gets `-1` behind it.
    pub fn unique_id_from_content(title: &str, used: &mut HashMap<String, usize>) -> String {
        let name = name(title);
        let count = used.entry(name.clone()).or_default();
        let before = *count;
        *count += 1;
        match before {
            0 => name,
            _ => format!("{name}-{before}"),
        }
    }

    fn name(title: &str) -> String {
        let mut text = without_tags(title);
        for entity in ENTITIES {
            text = text.replace(entity, "");
        }
        let text = text.trim().trim_start_matches('#').trim();
        let letters = text.chars().filter_map(|letter| match letter {
            '_' | '-' => Some(letter),
            _ if letter.is_alphanumeric() => Some(letter.to_ascii_lowercase()),
            _ if letter.is_whitespace() => Some('-'),
            _ => None,
        });
        letters.collect()
    }

    fn without_tags(title: &str) -> String {
        let mut text = String::with_capacity(title.len());
        let mut rest = title;
        while let Some((before, tag)) = rest.split_once('<') {
            let Some((_, after)) = tag.split_once('>') else {
                break;
            };
            text.push_str(before);
            rest = after;
        }
        text + rest
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn names_are_those_of_mdbook() {
            let mut used = HashMap::new();
            for (title, expected) in [
                ("The notes say", "the-notes-say"),
                ("The notes say", "the-notes-say-1"),
                ("the notes say", "the-notes-say-2"),
                ("<code>Arc&lt;T&gt;</code> & <em>co</em>", "arct--co"),
                ("## In a_b-c, 3 < 4", "in-a_b-c-3--4"),
                ("Wörter über Ämter", "wörter-über-Ämter"),
                ("?!", ""),
            ] {
                assert_eq!(
                    unique_id_from_content(title, &mut used),
                    expected,
                    "{title}"
                );
            }
        }
    }
}
