//! `cargo book prepare`: all that a server needs beside a compiler, in one folder.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use runner::{Service, Settings, Supply, WorkFolder};
use sandbox::{Probing, Sandbox};

use super::arguments::PrepareArguments;
use crate::serve::SITE;

/// Compiles the crates and the listings, builds the pages, and puts them into the folder, which must not be there yet.
pub(crate) fn run(root: &Path, arguments: &PrepareArguments) -> anyhow::Result<ExitCode> {
    let out = std::path::absolute(&arguments.out)?;
    if out.exists() {
        bail!(
            "{} is there already: remove it, or name another folder",
            out.display()
        );
    }
    let parent = out.parent().context("the folder must lie in another")?;
    let unfinished = tempfile::Builder::new()
        .prefix(".preparing-")
        .tempdir_in(parent);
    let unfinished = unfinished.with_context(|| format!("cannot write to {}", parent.display()))?;
    book::build(root, &unfinished.path().join(SITE))?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    runtime.block_on(compile(root, unfinished.path()))?;
    // A temporary folder is its owner's alone; servers run as somebody else.
    open(unfinished.path())?;
    let made = unfinished.keep();
    std::fs::rename(&made, &out)
        .with_context(|| format!("cannot name {} {}", made.display(), out.display()))?;
    println!("Prepared: cargo book serve --prepared {}", out.display());
    Ok(ExitCode::SUCCESS)
}

async fn compile(root: &Path, folder: &Path) -> anyhow::Result<()> {
    let sandbox = Arc::new(Sandbox::probe_with(Probing::default()).await);
    let work = WorkFolder::create()?;
    let settings = Settings {
        work: work.path().to_owned(),
        ..Settings::default()
    };
    let service = Service::open(root, Supply::of_workspace(root), sandbox, settings)?;
    let prebuilt = service.compiler().prebuilt();
    prebuilt.prepare_crates().await?;
    if let Some(report) = prebuilt.prepare_listings().await? {
        bail!("some listings do not compile:\n{report}");
    }
    prebuilt.write_to(folder)
}

fn open(folder: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let all = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder, all)
            .with_context(|| format!("cannot open {} to others", folder.display()))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
