//! Gathers the crates in one folder, with the library that holds them all.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail};

use super::cargo::Artifact;
use super::crates::{CrateVersion, Crates, PRELUDE};
use super::hex_digest;
use super::invocation;
use super::lockfile::Graph;
use super::permissions::readable_by_all;
use super::request::Mode;
use super::supply::Supply;
use super::toolchain::Toolchain;
use super::wish::Wish;

/// A crate that programs may use, as cargo built it.
struct Found {
    /// Its name in code.
    id: String,
    /// Its library, or its procedural macros.
    file: PathBuf,
    package: String,
    version: String,
}

/// Gathers what cargo built into `crates-<id>` in the cache, and links the prelude there; what is there already is used.
pub(super) fn gather(
    toolchain: &Toolchain,
    supply: &Supply,
    graph: &Graph,
    artifacts: &[Artifact],
    mode: Mode,
) -> anyhow::Result<Crates> {
    let wishes = supply.wishes.iter();
    let found: anyhow::Result<Vec<Found>> =
        wishes.map(|wish| find(wish, graph, artifacts)).collect();
    let found = found?;
    let files = library_files(artifacts, graph);
    let id = identity(toolchain, &files, &found, mode);
    let cache = supply.cache();
    let folder = cache.join(format!("crates-{id}"));
    if !folder.is_dir() {
        // It may have been swept away since the start.
        std::fs::create_dir_all(cache).context("cannot make the cache's folder")?;
        let unfinished = tempfile::tempdir_in(cache).context("cannot write to the cache")?;
        for file in &files {
            link(file, unfinished.path())?;
        }
        if cfg!(target_os = "linux")
            && let Err(error) = link_prelude(toolchain, &found, unfinished.path(), mode)
        {
            // Programs hold the crates' code then, and take longer to link.
            tracing::warn!("the crates are not linked into one library: {error:#}");
        }
        publish(unfinished, &folder)?;
    }
    let prelude = folder.join(prelude_file());
    Ok(Crates {
        externs: externs(&found, &folder),
        prelude: prelude.is_file().then_some(prelude),
        versions: found.into_iter().map(Found::version).collect(),
        folder,
        id,
    })
}

/// What cargo built for a wish.
fn find(wish: &Wish, graph: &Graph, artifacts: &[Artifact]) -> anyhow::Result<Found> {
    let mut of_package = artifacts.iter().filter_map(|artifact| {
        let version = graph.direct(wish.package(), &artifact.package_id)?;
        Some((library(artifact)?, version, artifact))
    });
    let (file, version, artifact) = of_package
        .next_back()
        .with_context(|| format!("cargo built no library of {}", wish.package()))?;
    Ok(Found {
        id: if wish.is_renamed() {
            wish.id()
        } else {
            artifact.target.name.replace('-', "_")
        },
        file: file.to_owned(),
        package: wish.package().to_owned(),
        version,
    })
}

/// The file against which programs are compiled.
fn library(artifact: &Artifact) -> Option<&PathBuf> {
    let has_extension = |wanted: &'static str| {
        let mut files = artifact.filenames.iter();
        files.find(|file| file.extension().is_some_and(|kind| kind == wanted))
    };
    let is_macros = artifact.target.kind.iter().any(|kind| kind == "proc-macro");
    has_extension("rlib")
        .or_else(|| has_extension(std::env::consts::DLL_EXTENSION).filter(|_| is_macros))
}

impl Found {
    fn version(self) -> CrateVersion {
        CrateVersion {
            name: self.package,
            version: self.version,
            id: self.id,
        }
    }
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

fn identity(toolchain: &Toolchain, files: &[PathBuf], found: &[Found], mode: Mode) -> String {
    // Cargo puts the hash of version, features, profile and compiler into each file's name.
    let names = files
        .iter()
        .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()));
    let ids = found.iter().map(|found| found.id.clone());
    let names: Vec<String> = names.chain(ids).collect();
    let mode = format!("{mode:?}");
    let names = names.join("\n");
    let parts = ["2", &toolchain.identity, &mode, &names];
    let mut id = hex_digest(&parts.map(str::as_bytes));
    id.truncate(16);
    id
}

fn externs(found: &[Found], folder: &Path) -> Vec<(String, PathBuf)> {
    let name = |file: &Path| file.file_name().unwrap_or_default().to_owned();
    let found = found.iter();
    found
        .map(|found| (found.id.clone(), folder.join(name(&found.file))))
        .collect()
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
    found: &[Found],
    folder: &Path,
    mode: Mode,
) -> anyhow::Result<()> {
    let source = folder.join("prelude.rs");
    let exports = found
        .iter()
        .map(|found| format!("pub use ::{};\n", found.id));
    std::fs::write(&source, exports.collect::<String>()).context("cannot write to the cache")?;
    let mut arguments: Vec<OsString> = ["--crate-type=dylib", "--edition=2024", "-Cprefer-dynamic"]
        .map(OsString::from)
        .to_vec();
    arguments.push(format!("--crate-name={PRELUDE}").into());
    arguments.extend(invocation::externs(&externs(found, folder), folder));
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
