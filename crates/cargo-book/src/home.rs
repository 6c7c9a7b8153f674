//! The one folder of the user's in which something is kept for books that are not ours.

use std::path::PathBuf;

use anyhow::Context;
use etcetera::BaseStrategy as _;

/// Where the system keeps what can be made again: `$XDG_CACHE_HOME/cargo-book` or `~/.cache/cargo-book` on Linux. It is
/// not made here.
///
/// # Errors
/// If the system does not say where the user's folders are.
pub(crate) fn home() -> anyhow::Result<PathBuf> {
    let folders = etcetera::base_strategy::choose_native_strategy();
    let folders = folders.context(
        "the system does not say where your folders are: set HOME, or XDG_CACHE_HOME to a folder for the crates",
    )?;
    Ok(folders.cache_dir().join("cargo-book"))
}
