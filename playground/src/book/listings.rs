//! The preprocessor `listings`: every directive of every page becomes HTML.

use std::collections::BTreeMap;
use std::path::Path;

use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::expand::Expander;
use super::glossary::Glossary;
use super::place;
use super::problem::{Problem, Problems};
use super::{assets, offline, search};
use crate::catalogue::{Catalogue, CatalogueError};

/// Expands the book's directives, and puts the page's scripts where mdBook finds them.
#[derive(Debug, Default, Clone, Copy)]
pub struct Listings;

impl Preprocessor for Listings {
    fn name(&self) -> &'static str {
        "listings"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        assets::sync(&context.root)?;
        let src = &context.config.book.src;
        let (catalogue, errors) = read(&context.root);
        let mut problems = Problems(errors.into_iter().map(Problem::from).collect());
        let broken = !problems.0.is_empty();
        let titles = titles(&book);
        let glossary = problems.note(Glossary::read(&context.root, src));
        let mut glossary = glossary.flatten();
        let terms = glossary.as_ref().map(Glossary::entries).unwrap_or_default();
        let found_by_search = serde_json::to_vec(&search::pages(&book, &catalogue, &terms))?;
        assets::put(&context.root, assets::SEARCH, &found_by_search)?;
        let html = glossary.as_ref().map(|glossary| {
            problems.0.extend(glossary.check(&titles).0);
            glossary.html(&titles)
        });
        let mut expander = Expander::new(&catalogue, &context.root, src, html);
        book.for_each_chapter_mut(|chapter| expand(&mut expander, glossary.as_mut(), chapter));
        if let Some(glossary) = glossary {
            problems.0.extend(glossary.finish(expander.used.glossary).0);
        }
        let found = expander.finish();
        // What a broken file holds is missing in the catalogue: say only what is wrong with the file.
        if !broken {
            problems.0.extend(found.0);
        }
        problems.into_result()?;
        offline::write(
            &context.root,
            &context.config.book.src,
            &book,
            &found_by_search,
        )?;
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> anyhow::Result<bool> {
        Ok(renderer == "html")
    }
}

fn read(root: &Path) -> (Catalogue, Vec<CatalogueError>) {
    if root.join("listings").is_dir() {
        Catalogue::read(root)
    } else {
        (
            Catalogue {
                root: root.to_owned(),
                ..Catalogue::default()
            },
            Vec::new(),
        )
    }
}

/// The title of every page, by the page's path without `.md`.
fn titles(book: &Book) -> BTreeMap<String, String> {
    let titles = book.chapters().filter_map(|chapter| {
        let file = chapter.source_path.as_deref()?;
        Some((place::page(file), chapter.name.clone()))
    });
    titles.collect()
}

fn expand(expander: &mut Expander<'_>, glossary: Option<&mut Glossary>, chapter: &mut Chapter) {
    let Some(file) = chapter.source_path.clone() else {
        return;
    };
    if let Some(glossary) = glossary {
        chapter.content = glossary.link(&place::page(&file), &chapter.content);
    }
    let number = chapter.number.as_ref().map(|number| {
        let parts: Vec<String> = number.iter().map(u32::to_string).collect();
        parts.join(".")
    });
    chapter.content = expander.page(&file, number, &chapter.content);
}

impl From<CatalogueError> for Problem {
    fn from(error: CatalogueError) -> Problem {
        Problem {
            file: error.file,
            line: error.line,
            what: error.what,
            remedy: error.remedy,
        }
    }
}
