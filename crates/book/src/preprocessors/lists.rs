//! The lists of the appendix, the glossary and the symptoms: read, checked, and made into HTML once for all pages.

use std::collections::BTreeMap;
use std::path::Path;

use mdbook_preprocessor::book::Book;

use crate::edition::Edition;
use crate::elements::glossary::{Defined, Glossary};
use crate::elements::symptoms::{self, Symptoms};
use crate::pages::appendix::Appendix;
use crate::pages::used::Used;
use crate::pages::{captions, page};
use crate::problem::Problems;
use crate::site::search::Entries;
use catalogue::Catalogue;

/// The lists that the book has.
pub(super) struct Lists {
    pub(super) glossary: Option<Glossary>,
    symptoms: Option<Symptoms>,
    terms: Option<String>,
    groups: Option<BTreeMap<String, String>>,
}

impl Lists {
    /// Reads the lists of the book in `root`, whose pages are in `src`; notes what is wrong with them.
    /// Of a catalogue that is not `whole`, nothing is said to be missing.
    pub(super) fn read(
        book: &Book,
        (catalogue, whole): (&Catalogue, bool),
        (root, src): (&Path, &Path),
        edition: &Edition,
        problems: &mut Problems,
    ) -> Lists {
        let titles = titles(book);
        let glossary = problems.note(Glossary::read(root, src, edition)).flatten();
        if let Some(glossary) = &glossary {
            problems.0.extend(glossary.check(&titles).0);
        }
        let mut symptoms = problems.note(Symptoms::read(root, src, edition)).flatten();
        if let Some(symptoms) = &mut symptoms {
            let wrong = lead(symptoms, book, catalogue);
            problems.0.extend(wrong.0.into_iter().filter(|_| whole));
        }
        Lists {
            terms: glossary.as_ref().map(|glossary| glossary.html(&titles)),
            groups: symptoms
                .as_ref()
                .map(|symptoms| symptoms.html(&titles, edition)),
            glossary,
            symptoms,
        }
    }

    /// As the pages show them.
    pub(super) fn html(&self) -> Appendix<'_> {
        Appendix {
            glossary: self.terms.as_deref(),
            symptoms: self.groups.as_ref(),
        }
    }

    /// As the search has them.
    pub(super) fn entries(&self) -> Entries {
        let (terms, symptoms) = (&self.glossary, &self.symptoms);
        Entries {
            terms: terms.as_ref().map(Glossary::entries).unwrap_or_default(),
            symptoms: symptoms.as_ref().map(Symptoms::entries).unwrap_or_default(),
            taught: terms.as_ref().map(Glossary::taught).unwrap_or_default(),
        }
    }

    /// What no page has done for them, once all are expanded.
    pub(super) fn finish(&self, used: &Used, defined: &Defined) -> Problems {
        let glossary = self.glossary.iter();
        let glossary = glossary.flat_map(|it| it.finish(used.glossary, defined).0);
        let symptoms = self.symptoms.iter();
        let symptoms = symptoms.flat_map(|it| it.finish(&used.symptoms).0);
        Problems(glossary.chain(symptoms).collect())
    }
}

/// Leads each symptom to where the book shows it.
fn lead(symptoms: &mut Symptoms, book: &Book, catalogue: &Catalogue) -> Problems {
    let (mut order, mut called) = (Vec::new(), BTreeMap::new());
    for chapter in book.chapters() {
        captions::add(&chapter.content, &mut called);
        order.extend(chapter.source_path.as_deref().map(page::page));
    }
    symptoms.lead(&symptoms::places(catalogue, &order, &called))
}

/// The title of every page, by the page's path without `.md`.
fn titles(book: &Book) -> BTreeMap<String, String> {
    let titles = book.chapters().filter_map(|chapter| {
        let file = chapter.source_path.as_deref()?;
        Some((page::page(file), chapter.name.clone()))
    });
    titles.collect()
}
