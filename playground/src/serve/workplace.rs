//! Puts together what runs programs.

use std::path::Path;
use std::sync::Arc;

use sandbox::Sandbox;

use crate::compile::{Cache, CacheLimits, Compiler, Toolchain, Workshop};
use crate::run::{Service, Settings};

/// The service for the book in this folder. Nothing is compiled yet: `Workshop::prepare_crates` does that.
pub fn service(
    root: &Path,
    sandbox: Arc<Sandbox>,
    settings: Settings,
) -> anyhow::Result<Arc<Service>> {
    let toolchain = Toolchain::find(root)?;
    let folder = target_folder(root).join("playground-cache");
    let cache = Cache::open(folder.join("programs"), CacheLimits::default())?;
    let workshop = Arc::new(Workshop::new(toolchain, root.to_owned(), folder)?);
    let compiler = Compiler::new(
        workshop,
        Arc::clone(&sandbox),
        cache,
        settings.compile.clone(),
    );
    Ok(Arc::new(Service::new(compiler, sandbox, settings)))
}

/// Where cargo builds, as far as that can be told without asking it.
pub fn target_folder(root: &Path) -> std::path::PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}
