//! Gathers the crates in one folder, with the library that holds them all.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail};

use super::cargo::Artifact;
use super::crates::{CrateVersion, Crates, NAMES, PRELUDE};
use super::hex_digest;
use super::invocation;
use super::lockfile::Graph;
use super::permissions::readable_by_all;
use super::request::Mode;
use super::toolchain::Toolchain;

/// Gathers what cargo built into `cache/crates-<id>`, and links the prelude there; what is there already is used.
pub(super) fn gather(
    toolchain: &Toolchain,
    graph: &Graph,
    artifacts: &[Artifact],
    cache: &Path,
    mode: Mode,
) -> anyhow::Result<Crates> {
    let files = library_files(artifacts, graph);
    let id = identity(toolchain, &files, mode);
    let folder = cache.join(format!("crates-{id}"));
    if !folder.is_dir() {
        // It may have been swept away since the start.
        std::fs::create_dir_all(cache).context("cannot make the cache's folder")?;
        let unfinished = tempfile::tempdir_in(cache).context("cannot write to the cache")?;
        for file in &files {
            link(file, unfinished.path())?;
        }
        let externs = externs(artifacts, graph, unfinished.path())?;
        if cfg!(target_os = "linux") {
            link_prelude(toolchain, artifacts, &externs, unfinished.path(), mode)?;
        }
        publish(unfinished, &folder)?;
    }
    let prelude = folder.join(prelude_file());
    let version = |name: &&str| {
        Some(CrateVersion {
            name: (*name).to_owned(),
            version: graph.version_of(name)?.to_owned(),
            id: (*name).to_owned(),
        })
    };
    Ok(Crates {
        externs: externs(artifacts, graph, &folder)?,
        prelude: prelude.is_file().then_some(prelude),
        versions: NAMES.iter().filter_map(version).collect(),
        folder,
        id,
    })
}

fn prelude_file() -> String {
    format!(
        "{}{PRELUDE}{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    )
}

/// The compiled libraries and procedural macros of the graph.
fn library_files(artifacts: &[Artifact], graph: &Graph) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = artifacts
        .iter()
        .filter(|artifact| graph.has(&artifact.package_id) && !is_prelude(artifact))
        .flat_map(|artifact| &artifact.filenames)
        .filter(|file| {
            let extension = file.extension().unwrap_or_default();
            extension == "rlib" || extension == std::env::consts::DLL_EXTENSION
        })
        .cloned()
        .collect();
    files.sort();
    files.dedup();
    files
}

fn is_prelude(artifact: &Artifact) -> bool {
    artifact.target.name == PRELUDE
}

fn identity(toolchain: &Toolchain, files: &[PathBuf], mode: Mode) -> String {
    // Cargo puts the hash of version, features, profile and compiler into each file's name.
    let names: Vec<String> = files
        .iter()
        .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let mode = format!("{mode:?}");
    let names = names.join("\n");
    let parts = ["1", &toolchain.identity, &mode, &names];
    let mut id = hex_digest(&parts.map(str::as_bytes));
    id.truncate(16);
    id
}

fn externs(
    artifacts: &[Artifact],
    graph: &Graph,
    folder: &Path,
) -> anyhow::Result<Vec<(&'static str, PathBuf)>> {
    let find = |name: &'static str| {
        let mut candidates = artifacts
            .iter()
            .filter(|artifact| artifact.target.name == name && graph.has(&artifact.package_id));
        let file = candidates
            .next_back()
            .and_then(|artifact| {
                let mut files = artifact.filenames.iter();
                files.find(|file| file.extension().is_some_and(|kind| kind == "rlib"))
            })
            .and_then(|file| file.file_name())
            .with_context(|| format!("cargo built no library for {name}"))?;
        Ok((name, folder.join(file)))
    };
    NAMES.into_iter().map(find).collect()
}

/// A second name for a file; a copy where the two folders are on different disks.
fn link(file: &Path, folder: &Path) -> anyhow::Result<()> {
    let Some(name) = file.file_name() else {
        bail!("cargo named {}, which is no file", file.display());
    };
    let target = folder.join(name);
    if std::fs::hard_link(file, &target).is_err() {
        std::fs::copy(file, &target).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

fn link_prelude(
    toolchain: &Toolchain,
    artifacts: &[Artifact],
    externs: &[(&'static str, PathBuf)],
    folder: &Path,
    mode: Mode,
) -> anyhow::Result<()> {
    let source = artifacts.iter().find(|artifact| is_prelude(artifact));
    let source = &source
        .context("cargo did not build the prelude")?
        .target
        .src_path;
    let mut arguments: Vec<OsString> = ["--crate-type=dylib", "--edition=2024", "-Cprefer-dynamic"]
        .map(OsString::from)
        .to_vec();
    arguments.push(format!("--crate-name={PRELUDE}").into());
    arguments.extend(invocation::externs(externs, folder));
    if mode == Mode::Release {
        arguments.push("-Copt-level=3".into());
    }
    arguments.push("-o".into());
    arguments.push(folder.join(prelude_file()).into());
    arguments.push(source.into());
    let mut rustc = sandbox::tethered(&toolchain.rustc)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start rustc")?;
    let _lifeline = rustc.stdin.take();
    let output = rustc.wait_with_output();
    let output = output.context("cannot wait for rustc")?;
    if !output.status.success() {
        bail!(
            "rustc cannot link the prelude: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}

/// Gives a finished folder its name, unless another process was quicker.
fn publish(unfinished: tempfile::TempDir, folder: &Path) -> anyhow::Result<()> {
    // The compilers' files are as private as this user's umask has it.
    for file in std::fs::read_dir(unfinished.path())? {
        readable_by_all(&file?.path())?;
    }
    readable_by_all(unfinished.path())?;
    if std::fs::rename(unfinished.path(), folder).is_ok() {
        // The folder has moved: there is nothing left to clean up under the old name.
        let _ = unfinished.keep();
    } else if !folder.is_dir() {
        bail!("cannot write {}", folder.display());
    }
    Ok(())
}
