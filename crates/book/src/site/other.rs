//! Builds another mdBook as its own authors would, into a folder that is not its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use toml::Value;

use crate::site::build::{Built, config, place};

/// Builds the book in `root` into the folder `out`, with its own preprocessors and none of ours. Nothing is written
/// into `root`, and of its renderers only that for HTML is asked.
pub fn build_other(root: &Path, out: &Path) -> Result<Built> {
    let start = Instant::now();
    let mut config = config(root)?;
    only_html(&mut config)?;
    // Otherwise mdBook writes a page for each line of the summary that has none.
    config.build.create_missing = false;
    let mut pages = 0;
    let site = place(out, |folder| {
        config.build.build_dir = folder.to_owned();
        let book = MDBook::load_with_config(root, config)?;
        book.build()?;
        pages = book.book.chapters().count();
        Ok(())
    })?;
    Ok(Built {
        site,
        pages,
        took: start.elapsed(),
    })
}

/// What the other book is made of, below its folder.
pub fn sources_of_other(root: &Path) -> Result<Vec<PathBuf>> {
    let config = config(root)?;
    Ok(vec![config.book.src, "theme".into(), "book.toml".into()])
}

fn only_html(config: &mut Config) -> Result<()> {
    let mut outputs: BTreeMap<String, Value> = config.outputs()?;
    outputs.retain(|name, _| name == "html");
    config.set("output", outputs)
}
