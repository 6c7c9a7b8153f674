//! Puts together what runs programs, and the folders that it needs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use sandbox::Sandbox;

use super::service::Service;
use super::settings::Settings;
use crate::compile::{Cache, CacheLimits, Compiler, Prebuilt, Supply, Toolchain, passable};

const WORK_PREFIX: &str = "cargo-book-work-";

impl Service {
    /// The service for programs that use these crates, with the compiler that cargo would use in this folder. Nothing is
    /// compiled yet: `Prebuilt::prepare_crates` does that.
    pub fn open(
        folder: &Path,
        supply: Supply,
        sandbox: Arc<Sandbox>,
        settings: Settings,
    ) -> anyhow::Result<Arc<Self>> {
        let toolchain = Toolchain::find(folder)?;
        let cache = Cache::open(supply.cache().join("programs"), CacheLimits::default())?;
        let prebuilt = Arc::new(Prebuilt::new(toolchain, supply)?);
        let compiler = Compiler::new(
            prebuilt,
            Arc::clone(&sandbox),
            cache,
            settings.work.clone(),
            settings.compile.clone(),
        );
        Ok(Arc::new(Service::new(compiler, sandbox, settings)))
    }
}

impl Service {
    /// The service with what `cargo book prepare` has written into this folder, which is not written to: what is compiled for
    /// readers is kept in the work folder.
    pub fn open_prepared(
        folder: &Path,
        sandbox: Arc<Sandbox>,
        settings: Settings,
    ) -> anyhow::Result<Arc<Self>> {
        let supply = Supply::carried(folder, settings.work.join("cache"));
        let service = Service::open(folder, supply, sandbox, settings)?;
        service.compiler().prebuilt().take(folder)?;
        Ok(service)
    }
}

/// A folder for the work of one server's runs, removed when it ends. One that is killed leaves it behind, with what
/// its runs wrote: the next one removes it.
#[derive(Debug)]
pub struct WorkFolder(PathBuf);

impl WorkFolder {
    /// Makes the folder where the system has its temporary files.
    pub fn create() -> anyhow::Result<Self> {
        let parent = std::env::temp_dir();
        remove_left_over(&parent, WORK_PREFIX);
        let folder = tempfile::Builder::new()
            .prefix(&format!("{WORK_PREFIX}{}-", std::process::id()))
            .tempdir_in(&parent);
        let folder = folder.with_context(|| format!("cannot write to {}", parent.display()))?;
        let folder = WorkFolder(folder.keep());
        passable(folder.path())?;
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        if let Err(error) = sandbox::remove_folder(&self.0) {
            tracing::warn!("{} is left: {error}", self.0.display());
        }
    }
}

/// Removes the folders of servers that were killed: their names are this prefix, the process, a hyphen and more.
pub fn remove_left_over(parent: &Path, prefix: &str) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name
            .strip_prefix(prefix)
            .and_then(|rest| rest.split_once('-'));
        if let Some((process, _)) = process
            && cfg!(target_os = "linux")
            && !Path::new("/proc").join(process).exists()
        {
            // What hostile programs have left may be much, and nobody waits for that.
            std::thread::spawn(move || {
                let removed = sandbox::remove_folder(&entry.path());
                tracing::debug!("{} was left: {removed:?}", entry.path().display());
            });
        }
    }
}
