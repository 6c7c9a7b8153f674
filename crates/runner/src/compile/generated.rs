//! The package for another book's crates, written into a folder of the user's.

use std::path::Path;

use anyhow::{Context, bail};
use toml::{Table, Value};

use super::crates::PRELUDE;
use super::hex_digest;
use super::supply::{PACKAGE, Supply};
use super::wish::Wish;

/// What programs may use if nobody wishes for anything: as in the Rust Playground, but for the parts of futures that bridge
/// to its version 0.1.
const USUAL: [&str; 3] = [
    "tokio@1[full,test-util]",
    "rayon@1",
    "futures@0.3[thread-pool]",
];

/// The wishes that stand where there are no others.
pub fn usual_wishes() -> Vec<Wish> {
    // Tested below: all of them are understood.
    USUAL.iter().filter_map(|text| text.parse().ok()).collect()
}

impl Supply {
    /// Writes a package with these crates into the folder `home`, unless it is there, and with it the lockfile that cargo
    /// made. All packages share the folder in which cargo builds.
    ///
    /// # Errors
    /// If it cannot be written, or two of the wishes are of one package.
    pub fn generated(home: &Path, wishes: Vec<Wish>) -> anyhow::Result<Self> {
        for (index, wish) in wishes.iter().enumerate() {
            let mut earlier = wishes[..index].iter();
            if let Some(other) = earlier.find(|other| other.package() == wish.package()) {
                bail!(
                    "{} and {} are one package, {}: wish for one of them",
                    other.id(),
                    wish.id(),
                    wish.package()
                );
            }
        }
        let manifest = manifest(&wishes).to_string();
        let mut id = hex_digest(&[manifest.as_bytes()]);
        id.truncate(16);
        let folder = home.join("crates").join(id);
        write(&folder, &manifest).with_context(|| format!("cannot write {}", folder.display()))?;
        Ok(Supply {
            folder,
            target: Some(home.join("target")),
            cache: home.join("prepared"),
            beside: None,
            wishes,
            takes_wishes: true,
        })
    }
}

fn manifest(wishes: &[Wish]) -> Table {
    let mut dependencies = Table::new();
    for wish in wishes {
        wish.add_to(&mut dependencies);
    }
    let text = |text: &str| Value::String(text.to_owned());
    let table = |pairs: Vec<(&str, Value)>| {
        let pairs = pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        Value::Table(pairs.collect())
    };
    let without_debug = table(vec![("debug", false.into())]);
    Table::from_iter([
        ("workspace".to_owned(), table(vec![("resolver", text("3"))])),
        (
            "package".to_owned(),
            table(vec![
                ("name", text(PACKAGE)),
                ("version", text("0.0.0")),
                ("edition", text("2024")),
                ("publish", false.into()),
            ]),
        ),
        (
            "lib".to_owned(),
            table(vec![("name", text(PRELUDE)), ("path", text("lib.rs"))]),
        ),
        ("profile".to_owned(), table(vec![("dev", without_debug)])),
        ("dependencies".to_owned(), Value::Table(dependencies)),
    ])
}

/// What is there already is not touched: cargo builds nothing again for it.
fn write(folder: &Path, manifest: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, text) in [("Cargo.toml", manifest), ("lib.rs", "")] {
        let file = folder.join(name);
        if std::fs::read_to_string(&file).is_ok_and(|there| there == text) {
            continue;
        }
        let mut aside = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut aside, text.as_bytes())?;
        aside.persist(file)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_understood() {
        assert_eq!(usual_wishes().len(), USUAL.len());
    }

    #[test]
    fn the_same_wishes_have_the_same_package_and_its_lockfile_stays() {
        let home = tempfile::tempdir().unwrap();
        let first = Supply::generated(home.path(), usual_wishes()).unwrap();
        let lockfile = first.folder.join("Cargo.lock");
        std::fs::write(&lockfile, "locked").unwrap();
        let second = Supply::generated(home.path(), usual_wishes()).unwrap();
        assert_eq!(second.folder, first.folder);
        assert_eq!(std::fs::read_to_string(&lockfile).unwrap(), "locked");
        let other = vec!["rand@0.8".parse().unwrap()];
        let other = Supply::generated(home.path(), other).unwrap();
        assert_ne!(other.folder, first.folder);
        let manifest = std::fs::read_to_string(other.folder.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[dependencies.rand]"), "{manifest}");
    }

    #[test]
    fn one_package_under_two_names_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let wishes = [
            "rand@0.8",
            "old = { package = \"rand\", version = \"0.7\" }",
        ];
        let wishes = wishes.map(|text| text.parse().unwrap()).to_vec();
        let refused = Supply::generated(home.path(), wishes).unwrap_err();
        assert!(refused.to_string().contains("rand"), "{refused}");
    }
}
