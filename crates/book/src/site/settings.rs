//! What book.toml and the environment say of the book.

use std::path::Path;

use anyhow::{Context as _, Result};
use mdbook_driver::config::Config;

/// The settings of the book in `root`.
pub(crate) fn config(root: &Path) -> Result<Config> {
    let file = root.join("book.toml");
    let mut config =
        Config::from_disk(&file).with_context(|| format!("cannot use {}", file.display()))?;
    config.update_from_env()?;
    Ok(config)
}
