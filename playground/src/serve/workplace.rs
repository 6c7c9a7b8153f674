//! Puts together what runs programs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use sandbox::Sandbox;

use crate::compile::{Cache, CacheLimits, Compiler, Toolchain, Workshop, readable_by_all};
use crate::run::{Service, Settings};

const SITE_PREFIX: &str = "playground-site-";
const WORK_PREFIX: &str = "playground-work-";

/// The service for the book in this folder. Nothing is compiled yet: `Workshop::prepare_crates` does that.
pub fn service(
    root: &Path,
    sandbox: Arc<Sandbox>,
    settings: Settings,
) -> anyhow::Result<Arc<Service>> {
    let toolchain = Toolchain::find(root)?;
    let folder = cache_folder(root);
    let cache = Cache::open(folder.join("programs"), CacheLimits::default())?;
    let workshop = Arc::new(Workshop::new(toolchain, root.to_owned(), folder)?);
    let compiler = Compiler::new(
        workshop,
        Arc::clone(&sandbox),
        cache,
        settings.work.clone(),
        settings.compile.clone(),
    );
    Ok(Arc::new(Service::new(compiler, sandbox, settings)))
}

/// Where what is compiled for readers is kept.
pub fn cache_folder(root: &Path) -> PathBuf {
    target_folder(root).join("playground-cache")
}

/// Where cargo builds, as far as that can be told without asking it.
pub fn target_folder(root: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}

/// A folder for the site of one server, removed when it ends: two servers of one book do not replace each other's.
#[derive(Debug)]
pub struct SiteFolder(tempfile::TempDir);

impl SiteFolder {
    /// Makes the folder where cargo builds.
    pub fn create(root: &Path) -> anyhow::Result<Self> {
        let parent = target_folder(root);
        std::fs::create_dir_all(&parent)
            .with_context(|| format!("cannot make the folder {}", parent.display()))?;
        remove_left_over(&parent, SITE_PREFIX);
        let folder = tempfile::Builder::new()
            .prefix(&format!("{SITE_PREFIX}{}-", std::process::id()))
            .tempdir_in(&parent);
        let folder = folder.with_context(|| format!("cannot write to {}", parent.display()))?;
        Ok(SiteFolder(folder))
    }

    /// Where the site is to be.
    pub fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }
}

/// A folder for the work of one server's runs, removed when it ends. One that is killed leaves it behind, with what
/// its runs wrote: the next one removes it.
#[derive(Debug)]
pub struct WorkFolder(tempfile::TempDir);

impl WorkFolder {
    /// Makes the folder where the system has its temporary files.
    pub fn create() -> anyhow::Result<Self> {
        let parent = std::env::temp_dir();
        remove_left_over(&parent, WORK_PREFIX);
        let folder = tempfile::Builder::new()
            .prefix(&format!("{WORK_PREFIX}{}-", std::process::id()))
            .tempdir_in(&parent);
        let folder = folder.with_context(|| format!("cannot write to {}", parent.display()))?;
        readable_by_all(folder.path())?;
        Ok(WorkFolder(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Removes the folders of servers that were killed.
fn remove_left_over(parent: &Path, prefix: &str) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name
            .strip_prefix(prefix)
            .and_then(|rest| rest.split_once('-'));
        if let Some((process, _)) = process
            && cfg!(target_os = "linux")
            && !Path::new("/proc").join(process).exists()
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
