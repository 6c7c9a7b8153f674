//! Reads `listings/`: which pages there are; each is read by itself.

use std::path::Path;

use rayon::prelude::*;

use super::check::check;
use super::entries::Catalogue;
use super::error::{CatalogueError, CatalogueErrors};
use super::page::PageReader;
use super::reader::Reader;

impl Catalogue {
    /// Reads and checks `listings/` under a folder; every error is reported.
    pub fn load(root: &Path) -> Result<Catalogue, CatalogueErrors> {
        let (catalogue, errors) = Catalogue::read(root);
        if errors.is_empty() {
            Ok(catalogue)
        } else {
            Err(CatalogueErrors(errors))
        }
    }

    /// Reads `listings/` and keeps what is in order beside the errors.
    pub fn read(root: &Path) -> (Catalogue, Vec<CatalogueError>) {
        let (mut catalogue, mut errors) = read(root);
        errors.extend(check(&catalogue));
        catalogue.sort();
        errors.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        (catalogue, errors)
    }
}

/// Reads everything that can be read, and collects what is wrong with the rest.
fn read(root: &Path) -> (Catalogue, Vec<CatalogueError>) {
    let mut reader = Reader::new(root);
    let mut pages = Vec::new();
    let listings = root.join("listings");
    for part in reader.entries(&listings) {
        if part.is_dir() {
            for page in reader.entries(&part) {
                if page.is_dir() {
                    pages.push((part.clone(), page));
                } else {
                    reader.unknown(&page, "only the folders of pages stand here");
                }
            }
        } else if part != listings.join("log_helper.rs") {
            reader.unknown(
                &part,
                "only the folders of parts and log_helper.rs stand here",
            );
        }
    }
    let read: Vec<Reader> = pages
        .par_iter()
        .map(|(part, page)| {
            let mut reader = Reader::new(root);
            PageReader::new(&mut reader, part, page).read();
            reader
        })
        .collect();
    read.into_iter().for_each(|page| reader.absorb(page));
    (reader.catalogue, reader.errors)
}
