//! What was prepared, in a folder of its own: with it a server needs neither cargo nor the sources, and writes nothing there.
//!
//! ```text
//! FOLDER/prepared.json   what there is, and for which compiler
//! FOLDER/crates/         all that the compiler needs of the crates, and the prelude
//! FOLDER/programs/       the listings' programs
//! ```

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use super::crates::{CrateVersion, Crates};
use super::listing_program::ListingProgram;
use super::permissions::readable_by_all;
use super::prebuilt::{Prebuilt, Progress, write as lock};

const INVENTORY: &str = "prepared.json";

/// The file that says what there is. Paths are relative to its folder.
#[derive(Debug, Serialize, Deserialize)]
struct Inventory {
    /// All that `rustc -vV` said.
    compiler: String,
    crates_id: String,
    externs: Vec<(String, PathBuf)>,
    prelude: Option<PathBuf>,
    versions: Vec<CrateVersion>,
    listings: Vec<Listing>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Listing {
    key: String,
    program: PathBuf,
    source: String,
}

impl Prebuilt {
    /// Writes what was prepared into a folder that is there and empty, for [`Prebuilt::take`] on a machine with the same
    /// compiler.
    pub fn write_to(&self, folder: &Path) -> anyhow::Result<()> {
        let crates = self.crates_if_ready().context("nothing is prepared yet")?;
        let programs = self.programs.read().unwrap_or_else(|e| e.into_inner());
        write(folder, &self.toolchain.identity, &crates, &programs)
    }

    /// Takes what was prepared elsewhere, instead of preparing anything.
    pub fn take(&self, folder: &Path) -> anyhow::Result<()> {
        let (crates, programs) = read(folder, &self.toolchain.identity)?;
        self.is_carried.store(true, Ordering::Relaxed);
        *lock(&self.debug) = Some(Arc::new(crates));
        *lock(&self.programs) = programs;
        self.crates_progress.send_replace(Progress::Ready);
        self.progress.send_replace(Progress::Ready);
        Ok(())
    }
}

/// Writes crates and programs into a folder that is there and empty.
fn write(
    folder: &Path,
    compiler: &str,
    crates: &Crates,
    programs: &HashMap<String, ListingProgram>,
) -> anyhow::Result<()> {
    let (own_crates, own_programs) = (folder.join("crates"), folder.join("programs"));
    for part in [&own_crates, &own_programs] {
        std::fs::create_dir(part).with_context(|| format!("cannot make {}", part.display()))?;
    }
    copy_all(&crates.folder, &own_crates)?;
    let listings = write_programs(folder, programs)?;
    let inside = |path: &Path| {
        let inside = path
            .strip_prefix(&crates.folder)
            .map(|path| Path::new("crates").join(path));
        inside.with_context(|| format!("{} is not among the crates", path.display()))
    };
    let externs = crates
        .externs
        .iter()
        .map(|(name, path)| Ok((name.clone(), inside(path)?)));
    let inventory = Inventory {
        compiler: compiler.to_owned(),
        crates_id: crates.id.clone(),
        externs: externs.collect::<anyhow::Result<_>>()?,
        prelude: crates.prelude.as_deref().map(inside).transpose()?,
        versions: crates.versions.clone(),
        listings,
    };
    let file = folder.join(INVENTORY);
    std::fs::write(&file, serde_json::to_vec_pretty(&inventory)?)
        .with_context(|| format!("cannot write {}", file.display()))
}

fn write_programs(
    folder: &Path,
    programs: &HashMap<String, ListingProgram>,
) -> anyhow::Result<Vec<Listing>> {
    let mut listings = Vec::new();
    for (key, listing) in programs {
        let name = Path::new("programs").join(key);
        copy_small(&listing.program, &folder.join(&name))?;
        listings.push(Listing {
            key: key.clone(),
            program: name,
            source: listing.source.clone(),
        });
    }
    listings.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(listings)
}

/// Reads what [`write`] has written, for the same compiler.
fn read(
    folder: &Path,
    compiler: &str,
) -> anyhow::Result<(Crates, HashMap<String, ListingProgram>)> {
    let inventory = read_inventory(folder)?;
    if inventory.compiler != compiler {
        bail!(
            "{} was prepared for another compiler ({}): prepare it again",
            folder.display(),
            inventory.compiler.lines().next().unwrap_or_default()
        );
    }
    let externs = inventory.externs.into_iter();
    let externs = externs.map(|(name, path)| (name, folder.join(path)));
    let crates = Crates {
        externs: externs.collect(),
        folder: folder.join("crates"),
        prelude: inventory.prelude.map(|path| folder.join(path)),
        id: inventory.crates_id,
        versions: inventory.versions,
    };
    let programs = inventory.listings.into_iter().map(|listing| {
        let program = ListingProgram {
            program: folder.join(listing.program),
            source: listing.source,
        };
        (listing.key, program)
    });
    Ok((crates, programs.collect()))
}

fn read_inventory(folder: &Path) -> anyhow::Result<Inventory> {
    let file = folder.join(INVENTORY);
    let text = std::fs::read(&file).with_context(|| {
        format!(
            "cannot read {}: `cargo book prepare {}` makes it",
            file.display(),
            folder.display()
        )
    })?;
    serde_json::from_slice(&text).with_context(|| {
        format!(
            "{} is not as `cargo book prepare` writes it",
            file.display()
        )
    })
}

fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    let entries =
        std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        copy(&path, &target)?;
    }
    Ok(())
}

/// Without what only a debugger reads, where there is a tool that leaves it out: a program is a tenth then.
fn copy_small(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut strip = Command::new("strip");
    strip
        .arg("--strip-debug")
        .arg("-o")
        .arg(to)
        .arg(from)
        .stderr(Stdio::null());
    if strip.status().is_ok_and(|status| status.success()) {
        return readable_by_all(to);
    }
    copy(from, to)
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    readable_by_all(to)
}
