//! The manifest of a listing crate, as far as the book has rules for it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Value;

use super::error::CatalogueError;

/// What a program of the book may use: what the public Playground has as well.
const CRATES: [&str; 3] = ["futures", "rayon", "tokio"];

#[derive(Deserialize)]
struct Manifest {
    package: Table,
    #[serde(default)]
    lints: Table,
    #[serde(default)]
    bin: Vec<Bin>,
    #[serde(default)]
    dependencies: Table,
    #[serde(default, rename = "dev-dependencies")]
    dev_dependencies: Table,
    #[serde(default, rename = "build-dependencies")]
    build_dependencies: Table,
}

#[derive(Deserialize)]
struct Bin {
    name: String,
    test: Option<bool>,
    path: Option<String>,
}

type Table = BTreeMap<String, Value>;

/// Checks the manifest of a page's crate against the programs in its `src/bin/`.
pub(super) fn check(
    file: &Path,
    text: &str,
    package: &str,
    programs: &[String],
) -> Vec<CatalogueError> {
    let checker = Checker { file, text };
    let manifest: Manifest = match toml::from_str(text) {
        Ok(manifest) => manifest,
        Err(error) => {
            let line = error
                .span()
                .map(|span| text[..span.start].matches('\n').count() + 1);
            let what = error.message().to_owned();
            return vec![CatalogueError {
                file: file.into(),
                line,
                what,
                remedy: "write it like the manifest of another page".into(),
            }];
        }
    };
    let mut errors = checker.package(&manifest, package);
    errors.extend(checker.bins(&manifest.bin, programs));
    errors.extend(checker.dependencies(&manifest));
    errors
}

struct Checker<'a> {
    file: &'a Path,
    text: &'a str,
}

impl Checker<'_> {
    /// An error at the first line that contains a text.
    fn error(&self, at: &str, what: String, remedy: String) -> CatalogueError {
        let line = self
            .text
            .lines()
            .position(|line| line.contains(at))
            .map(|index| index + 1);
        CatalogueError {
            file: self.file.into(),
            line,
            what,
            remedy,
        }
    }

    fn package(&self, manifest: &Manifest, package: &str) -> Vec<CatalogueError> {
        let mut errors = Vec::new();
        if manifest.package.get("name").and_then(Value::as_str) != Some(package) {
            errors.push(self.error(
                "name",
                "the crate is not named after its page".into(),
                format!("write `name = \"{package}\"`"),
            ));
        }
        let inherited = ["version", "edition", "rust-version", "license", "publish"];
        for key in inherited
            .into_iter()
            .filter(|&key| !is_inherited(manifest.package.get(key)))
        {
            errors.push(self.error(
                key,
                format!("`{key}` is not the workspace's"),
                format!("write `{key}.workspace = true` in [package]"),
            ));
        }
        if manifest.lints.get("workspace").and_then(Value::as_bool) != Some(true) {
            errors.push(self.error(
                "[lints]",
                "the lints are not the workspace's".into(),
                "write `[lints]` and below it `workspace = true`".into(),
            ));
        }
        errors
    }

    fn bins(&self, bins: &[Bin], programs: &[String]) -> Vec<CatalogueError> {
        let mut errors = Vec::new();
        for program in programs
            .iter()
            .filter(|name| !bins.iter().any(|bin| &bin.name == *name))
        {
            errors.push(self.error(
                "[[bin]]",
                format!("the program {program} is not declared"),
                format!("add `[[bin]]`, `name = \"{program}\"`, `test = false`"),
            ));
        }
        for bin in bins {
            let at = format!("\"{}\"", bin.name);
            if !programs.contains(&bin.name) {
                errors.push(self.error(
                    &at,
                    format!("the declared program {} has no file", bin.name),
                    format!("write src/bin/{}.rs, or remove the [[bin]]", bin.name),
                ));
            }
            if bin.test != Some(false) {
                errors.push(self.error(
                    &at,
                    format!("an empty test harness is linked for {}", bin.name),
                    "write `test = false` in its [[bin]]".into(),
                ));
            }
            if let Some(path) = &bin.path {
                errors.push(self.error(
                    path,
                    format!("{} has a path of its own", bin.name),
                    "remove `path`; the file is found by the program's name".into(),
                ));
            }
        }
        errors
    }

    fn dependencies(&self, manifest: &Manifest) -> Vec<CatalogueError> {
        let Manifest {
            dependencies,
            dev_dependencies,
            build_dependencies,
            ..
        } = manifest;
        let all = [dependencies, dev_dependencies, build_dependencies]
            .into_iter()
            .flatten();
        let mut errors = Vec::new();
        for (name, value) in all {
            if !CRATES.contains(&name.as_str()) {
                errors.push(self.error(
                    name,
                    format!("the dependency {name} is not there where readers run programs"),
                    "use only std, tokio, rayon and futures".into(),
                ));
            } else if !is_inherited(Some(value)) {
                errors.push(self.error(
                    name,
                    format!("the version of {name} is not the workspace's"),
                    format!("write `{name}.workspace = true`"),
                ));
            }
        }
        errors
    }
}

fn is_inherited(value: Option<&Value>) -> bool {
    let Some(Value::Table(table)) = value else {
        return false;
    };
    table.len() == 1 && table.get("workspace").and_then(Value::as_bool) == Some(true)
}
