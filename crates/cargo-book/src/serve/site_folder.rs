//! Where the site of one server is.

use std::path::{Path, PathBuf};

use book::not_written;
use runner::remove_left_over;

const SITE_PREFIX: &str = "cargo-book-site-";

/// A folder for the site of one server, removed when it ends: two servers of one book do not replace each other's.
#[derive(Debug)]
pub(super) struct SiteFolder(tempfile::TempDir);

impl SiteFolder {
    /// Makes it below `parent`.
    pub(super) fn create(parent: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(parent).map_err(|error| not_written(parent, error))?;
        remove_left_over(parent, SITE_PREFIX);
        let folder = tempfile::Builder::new()
            .prefix(&format!("{SITE_PREFIX}{}-", std::process::id()))
            .tempdir_in(parent);
        let folder = folder.map_err(|error| not_written(parent, error))?;
        Ok(SiteFolder(folder))
    }

    /// Where the site is to be.
    pub(super) fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }
}
