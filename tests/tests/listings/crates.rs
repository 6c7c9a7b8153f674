//! Each listing crate stands on its own, and the files that cargo does not see are formatted too.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use catalogue::{Catalogue, ListingKind, Package};
use libtest_mimic::{Failed, Trial};

use crate::place::Place;

pub(crate) fn trials(place: Place) -> Vec<Trial> {
    let catalogue = place.catalogue();
    let formatted = catalogue.packages.iter().map(|package| {
        let name = format!("{}::is_formatted", package.page);
        Trial::test(name, || check_format(catalogue, package)).with_kind("crate")
    });
    let alike = by_dependencies(catalogue);
    let stand = alike.into_iter().map(|(dependencies, packages)| {
        let name = format!("crates_with::{dependencies}::stand_on_their_own");
        let checked = move || {
            // Cargo does one thing at a time: all other tests wait for the performer, so the performer is built first.
            place.performer()?;
            check(&catalogue.root, &packages)
        };
        Trial::test(name, checked).with_kind("crate")
    });
    stand.chain(formatted).collect()
}

/// The names of the crates, by what they depend on. Crates with the same dependencies get the same features, so that
/// one `cargo check` for all of them says what one for each would.
fn by_dependencies(catalogue: &'static Catalogue) -> BTreeMap<String, Vec<&'static str>> {
    let mut groups: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for package in &catalogue.packages {
        let manifest = std::fs::read_to_string(package.folder.join("Cargo.toml"));
        let manifest: toml::Table = manifest
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or_default();
        let sections = ["dependencies", "dev-dependencies"].map(|name| manifest.get(name));
        let entries = sections
            .into_iter()
            .flatten()
            .filter_map(toml::Value::as_table);
        let said: Vec<String> = entries
            .flatten()
            .map(|(name, source)| format!("{name}{}", features(source)))
            .collect();
        let key = if said.is_empty() {
            "nothing".to_owned()
        } else {
            said.join("+")
        };
        groups.entry(key).or_default().push(&package.name);
    }
    groups
}

/// What a dependency asks for beyond what the workspace says.
fn features(source: &toml::Value) -> String {
    let own = source.as_table().and_then(|table| table.get("features"));
    own.map_or_else(String::new, toml::Value::to_string)
}

/// In a build of the whole workspace, a crate may live on the features that another one asks for.
fn check(root: &Path, packages: &[&str]) -> Result<(), Failed> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(root)
        .args(["check", "--quiet", "--locked", "--offline"]);
    for package in packages {
        command.args(["--package", package]);
    }
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
        let shown = ["start.rs", "solution.rs", "check.rs"].map(|part| exercise.folder.join(part));
        let bodies = exercise.wrong.iter().chain(&exercise.right);
        shown
            .into_iter()
            .chain(bodies.map(|body| body.path.clone()))
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
