//! mdBook's preprocessor protocol, so that plain `mdbook build` and `mdbook serve` build this book.

use std::io::{Read, Write};

use anyhow::{Context as _, bail};
use mdbook_preprocessor::{Preprocessor, parse_input};

use crate::preprocessors::admonish::Admonish;
use crate::preprocessors::listings::Listings;

/// The preprocessor of this name.
pub fn named(name: &str) -> anyhow::Result<Box<dyn Preprocessor>> {
    match name {
        "listings" => Ok(Box::new(Listings::default())),
        "admonish" => Ok(Box::new(Admonish::default())),
        _ => bail!("there is no preprocessor `{name}`: write `listings` or `admonish`"),
    }
}

/// Answers mdBook's `supports <renderer>`: true becomes exit code 0.
pub fn supports(name: &str, renderer: &str) -> anyhow::Result<bool> {
    named(name)?.supports_renderer(renderer)
}

/// Reads the book from mdBook, and gives the changed book back.
pub fn preprocess(name: &str, input: impl Read, mut output: impl Write) -> anyhow::Result<()> {
    let preprocessor = named(name)?;
    let mut json = Vec::new();
    std::io::BufReader::new(input)
        .read_to_end(&mut json)
        .context("cannot read the book from mdBook")?;
    let (context, book) = parse_input(json.as_slice()).context(
        "this is not a book from mdBook 0.5: mdBook calls this command, with the book on stdin",
    )?;
    let book = preprocessor.run(&context, book)?;
    serde_json::to_writer(&mut output, &book)?;
    output
        .flush()
        .context("cannot give the book back to mdBook")
}
