//! The preprocessor `listings`: every directive of every page becomes HTML.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use rayon::prelude::*;

use crate::edition::Edition;
use crate::elements::glossary::{Defined, Glossary, Linked};
use crate::pages::expand::Expander;
use crate::pages::page;
use crate::preprocessors::lists::Lists;
use crate::problem::{Problem, Problems};
use crate::site::assets;
use crate::site::offline;
use crate::site::search;
use catalogue::{Catalogue, CatalogueError};

/// Expands the book's directives, and puts the page's scripts where mdBook finds them.
#[derive(Debug, Default)]
pub(crate) struct Listings {
    /// The edition, if whoever builds knows it already.
    edition: Option<Arc<Edition>>,
    /// What belongs to the site, for who puts it there; where nobody does, it lies among the sources, from where mdBook
    /// copies it.
    made: Option<Arc<Made>>,
}

/// Files of a site that the preprocessor makes: each with its path in it.
pub(crate) type Made = Mutex<Vec<(PathBuf, Vec<u8>)>>;

impl Listings {
    /// For a build that has the edition, and puts what is made into the site itself.
    pub(crate) fn of(edition: Arc<Edition>, made: Arc<Made>) -> Listings {
        Listings {
            edition: Some(edition),
            made: Some(made),
        }
    }

    fn edition(&self, context: &PreprocessorContext) -> Result<Arc<Edition>, Problems> {
        let (root, config) = (&context.root, &context.config);
        let edition = match &self.edition {
            Some(edition) => Arc::clone(edition),
            None => Arc::new(Edition::of(root, config)?),
        };
        edition.check(root, &config.book.src)?;
        Ok(edition)
    }

    /// What the search can find, and the script that keeps a hosted copy.
    fn put_all(
        &self,
        context: &PreprocessorContext,
        book: &Book,
        found_by_search: Vec<u8>,
        language: Option<&str>,
    ) -> anyhow::Result<()> {
        let (root, src) = (&context.root, &context.config.book.src);
        if let Some(worker) = offline::worker(root, book, &found_by_search, language) {
            self.put((root, src), assets::worker(language).into(), worker)?;
        }
        if root.join(assets::SCRIPTS).is_dir() {
            let path = Path::new("js").join(assets::search(language));
            self.put((root, src), path, found_by_search)?;
        }
        Ok(())
    }

    /// Puts a file of the site to its place.
    fn put(
        &self,
        (root, src): (&Path, &Path),
        path: PathBuf,
        content: Vec<u8>,
    ) -> anyhow::Result<()> {
        match &self.made {
            Some(made) => made
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((path, content)),
            None => {
                let target = root.join(src).join(path);
                assets::write_if_new(&target, &content)
                    .map_err(|error| assets::not_written(&target, error))?;
            }
        }
        Ok(())
    }
}

impl Preprocessor for Listings {
    fn name(&self) -> &'static str {
        "listings"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        let (root, src) = (&context.root, &context.config.book.src);
        let edition = self.edition(context)?;
        edition.translate_book(&mut book);
        let (synced, (catalogue, mut problems)) = rayon::join(|| assets::sync(root), || read(root));
        synced?;
        let catalogue = edition.translate_catalogue(catalogue);
        let broken = !problems.0.is_empty();
        let listed = (&catalogue, !broken);
        let lists = Lists::read(&book, listed, (root, src), &edition, &mut problems);
        let glossary = lists.glossary.as_ref();
        let expander = || Expander::new(&catalogue, (root, src), lists.html(), &edition);

        let pages = pages(&mut book);
        let (found_by_search, expanded) = rayon::join(
            || found_by_search(&book, &catalogue, &lists),
            || {
                let pages = pages.par_iter();
                let expanded = pages.map(|page| page.expand(expander(), glossary));
                expanded.collect::<Vec<_>>()
            },
        );
        let found_by_search = found_by_search?;
        let (mut whole, mut defined) = (expander(), Defined::default());
        let mut texts = expanded.into_iter().map(|page| {
            whole.absorb(page.seen);
            defined.absorb(page.defines);
            page.text
        });
        book.for_each_chapter_mut(|chapter| chapter.content = texts.next().unwrap_or_default());
        drop(texts);
        problems.0.extend(lists.finish(&whole.used, &defined).0);
        let found = whole.finish();
        // What a broken file holds is missing in the catalogue: say only what is wrong with the file.
        if !broken {
            problems.0.extend(found.0);
        }
        problems.into_result()?;
        self.put_all(context, &book, found_by_search, edition.language())?;
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> anyhow::Result<bool> {
        Ok(renderer == "html")
    }
}

fn read(root: &Path) -> (Catalogue, Problems) {
    if !root.join("listings").is_dir() {
        let none = Catalogue {
            root: root.to_owned(),
            ..Catalogue::default()
        };
        return (none, Problems::default());
    }
    let (catalogue, errors) = Catalogue::read(root);
    let problems = errors.into_iter().map(Problem::from);
    (catalogue, Problems(problems.collect()))
}

/// What the search finds in the pages as they were written.
fn found_by_search(
    book: &Book,
    catalogue: &Catalogue,
    lists: &Lists,
) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&search::pages(book, catalogue, &lists.entries()))
}

/// A page as it was written; without a file, it is left as it is.
struct Written {
    file: Option<PathBuf>,
    number: Option<String>,
    text: String,
}

/// A page as mdBook is to render it, and what was seen on the way.
struct Expanded<'a> {
    text: String,
    defines: Defined,
    seen: Expander<'a>,
}

/// The pages, in the order in which mdBook lets them be changed.
fn pages(book: &mut Book) -> Vec<Written> {
    let mut pages = Vec::new();
    book.for_each_chapter_mut(|chapter| pages.push(Written::new(chapter)));
    pages
}

impl Written {
    fn new(chapter: &Chapter) -> Written {
        let number = chapter.number.as_ref().map(|number| {
            let parts: Vec<String> = number.iter().map(u32::to_string).collect();
            parts.join(".")
        });
        Written {
            file: chapter.source_path.clone(),
            number,
            text: chapter.content.clone(),
        }
    }

    fn expand<'a>(&self, mut seen: Expander<'a>, glossary: Option<&Glossary>) -> Expanded<'a> {
        let unlinked = || Linked {
            text: self.text.clone(),
            defines: Defined::default(),
        };
        let Some(file) = &self.file else {
            let Linked { text, defines } = unlinked();
            return Expanded {
                text,
                defines,
                seen,
            };
        };
        let linked = glossary.map(|glossary| glossary.link(&page::page(file), &self.text));
        let Linked { text, defines } = linked.unwrap_or_else(unlinked);
        Expanded {
            text: seen.page(file, self.number.clone(), &text),
            defines,
            seen,
        }
    }
}

impl From<CatalogueError> for Problem {
    fn from(error: CatalogueError) -> Problem {
        Problem {
            file: error.file,
            line: error.line,
            what: error.what,
            remedy: error.remedy,
            may_follow: false,
        }
    }
}
