//! Each listing crate stands on its own, and the files that cargo does not see are formatted too.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::{Failed, Trial};
use playground::catalogue::{Catalogue, ListingKind, Package};

use crate::place::Place;

pub fn trials(place: Place) -> Vec<Trial> {
    let packages = place.catalogue().packages.iter();
    packages
        .flat_map(|package| trials_of(place.catalogue(), package))
        .collect()
}

fn trials_of(catalogue: &'static Catalogue, package: &'static Package) -> Vec<Trial> {
    let name = |what: &str| format!("{}::{what}", package.page);
    vec![
        Trial::test(name("stands_on_its_own"), || {
            check(&catalogue.root, &package.name)
        })
        .with_kind("crate"),
        Trial::test(name("is_formatted"), || check_format(catalogue, package)).with_kind("crate"),
    ]
}

/// In a build of the whole workspace, a crate may live on the features that another one asks for.
fn check(root: &Path, package: &str) -> Result<(), Failed> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args([
        "check",
        "--quiet",
        "--locked",
        "--offline",
        "--package",
        package,
    ]);
    for (name, _) in std::env::vars_os() {
        // Cargo set these for this test; the cargo that is started now must not take them for its own.
        if name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        }) {
            command.env_remove(name);
        }
    }
    expect_success(&command.output()?, "cargo check")
}

/// `cargo fmt` reaches the programs in src/bin and the tests; this reaches the rest.
fn check_format(catalogue: &Catalogue, package: &Package) -> Result<(), Failed> {
    let files = files_beside_cargo(catalogue, &package.page);
    if files.is_empty() {
        return Ok(());
    }
    let mut command = Command::new("rustfmt");
    command.args(["--check", "--edition", "2024"]).args(files);
    match command.output() {
        Ok(output) => expect_success(&output, "rustfmt --check"),
        Err(error) if std::env::var("CI").as_deref() != Ok("true") => {
            println!(
                "{}: not looked at, since rustfmt does not start: {error}",
                package.page
            );
            Ok(())
        }
        Err(error) => Err(format!("rustfmt does not start: {error}").into()),
    }
}

fn files_beside_cargo(catalogue: &Catalogue, page: &str) -> Vec<PathBuf> {
    let listings = catalogue.listings.iter();
    let must_fail = listings.filter(|it| it.page == page && it.kind == ListingKind::CompileFail);
    let exercises = catalogue
        .exercises
        .iter()
        .filter(|exercise| exercise.page == page);
    let parts = exercises.flat_map(|exercise| {
        ["start.rs", "solution.rs", "check.rs"].map(|part| exercise.folder.join(part))
    });
    must_fail
        .map(|listing| listing.path.clone())
        .chain(parts)
        .collect()
}

fn expect_success(output: &Output, what: &str) -> Result<(), Failed> {
    if output.status.success() {
        return Ok(());
    }
    let (stdout, stderr) = (&output.stdout, &output.stderr);
    let said = [
        String::from_utf8_lossy(stdout),
        String::from_utf8_lossy(stderr),
    ]
    .concat();
    Err(format!("{what} says:\n{said}").into())
}
