//! Builds a book in a process of its own: what it took of memory goes with it. Another book's preprocessors get the
//! environment that they would have under mdBook, without what cargo sets for a program that it starts, and they end with
//! the server.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, bail};
use tokio::process::Command;

use book::Built;

/// Builds the book in `folder` into `site`; it is this book, or another one.
pub(super) async fn build(folder: &Path, site: &Path, is_own: bool) -> anyhow::Result<Built> {
    let started = Instant::now();
    let mut command = Command::from(sandbox::tethered(&this_program()?));
    command.arg("build-apart").arg(folder).arg(site);
    if is_own {
        command.arg("--own");
    }
    command.stdout(Stdio::piped()).kill_on_drop(true);
    if !is_own && std::env::var_os("CARGO").is_some() {
        leave_cargo(&mut command);
    }
    let mut child = command.spawn().context("cannot start the build")?;
    let _lifeline = child.stdin.take();
    let output = child.wait_with_output().await;
    let output = output.context("cannot wait for the build")?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let why = said.trim();
        match why.is_empty() {
            true => bail!("the build ended without a word: {}", output.status),
            false => bail!("{why}"),
        }
    }
    Ok(Built {
        site: site.to_owned(),
        // A preprocessor may have written before it.
        pages: said.lines().last().unwrap_or_default().parse().unwrap_or(0),
        took: started.elapsed(),
    })
}

/// This program's file, also after another one took its name.
fn this_program() -> anyhow::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok("/proc/self/exe".into());
    }
    std::env::current_exe().context("cannot tell where this program is")
}

/// Takes away what cargo, and rustup before it, set for the program that they start: this book's compiler is not that of
/// the other one's preprocessors.
fn leave_cargo(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_cargos = ["CARGO_PKG_", "CARGO_BIN_", "CARGO_MANIFEST_"]
            .iter()
            .any(|start| text.starts_with(start))
            || [
                "CARGO",
                "CARGO_CRATE_NAME",
                "CARGO_PRIMARY_PACKAGE",
                "RUSTUP_TOOLCHAIN",
                "RUST_RECURSION_COUNT",
                "RUST_TEST_THREADS",
            ]
            .contains(&text.as_ref());
        if is_cargos {
            command.env_remove(&name);
        }
    }
    for name in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"] {
        if let Some(folders) = std::env::var_os(name) {
            let folders = std::env::split_paths(&folders).filter(|folder| !is_cargos(folder));
            match std::env::join_paths(folders) {
                Ok(rest) if !rest.is_empty() => command.env(name, rest),
                _ => command.env_remove(name),
            };
        }
    }
}

/// Whether cargo or rustup has put this folder among those of libraries: it is the program's own, or a compiler's.
fn is_cargos(folder: &Path) -> bool {
    let program = std::env::current_exe().ok();
    let own = program.as_deref().and_then(Path::parent);
    own.is_some_and(|own| folder.starts_with(own))
        || folder.iter().any(|part| part == "toolchains")
        || folder.iter().any(|part| part == "rustlib")
}
