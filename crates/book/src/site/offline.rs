//! The script that keeps a hosted copy of the book for reading without a network.
//!
//! The browser fetches the book anew when this script has changed: so it holds a digest of everything that pages are made of.

use std::fs;
use std::path::Path;

use mdbook_preprocessor::book::{Book, BookItem};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// The script `sw.js`, or that of another language; none if the book has no such script. It belongs into the root of the
/// site: a browser lets a worker answer for the pages beside and below it, and no others.
pub(crate) fn worker(
    root: &Path,
    book: &Book,
    found: &[u8],
    language: Option<&str>,
) -> Option<Vec<u8>> {
    let dist = match language {
        Some(language) => format!("js/dist-{language}"),
        None => "js/dist".to_owned(),
    };
    let theme = root.join("theme");
    let worker = fs::read(theme.join(&dist).join("worker.js")).ok()?;
    let mut parts: Vec<Vec<u8>> = vec![worker.clone(), found.to_vec()];
    let frame = [
        "index.hbs",
        "head.hbs",
        "languages/switch.hbs",
        "languages/offer.hbs",
    ];
    let translated = language.map(|language| format!("{language}/index.hbs"));
    let files = frame.into_iter().map(str::to_owned).chain(translated);
    for file in files.chain([format!("{dist}/entry.js")]) {
        parts.push(fs::read(theme.join(file)).unwrap_or_default());
    }
    let mut pages = Vec::new();
    for item in book.iter() {
        let BookItem::Chapter(chapter) = item else {
            continue;
        };
        parts.push(chapter.content.clone().into_bytes());
        if let Some(path) = &chapter.path {
            let address = path.with_extension("html");
            pages.push(address.to_string_lossy().replace('\\', "/"));
        }
    }
    let version = version_of(&parts);
    let mut script = format!(
        "self.BOOK={};\n",
        json!({ "version": version, "pages": pages })
    )
    .into_bytes();
    script.extend(worker);
    Some(script)
}

/// Changes whenever one of the parts does.
fn version_of(parts: &[Vec<u8>]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps the parts apart: ("ab", "c") and ("a", "bc") differ.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let digest = hasher.finalize();
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
