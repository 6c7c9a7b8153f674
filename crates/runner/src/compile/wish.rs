//! A crate that programs are to have, as it is wished for on the command line or in a `book.toml`.

use std::path::Path;
use std::str::FromStr;

use toml::{Table, Value};

/// A dependency: its key and its value in a `Cargo.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    key: String,
    value: Value,
}

impl Wish {
    /// Any version of a crate.
    pub(super) fn any_version(name: &str) -> Self {
        Wish {
            key: name.to_owned(),
            value: Value::String("*".to_owned()),
        }
    }

    /// A crate as a table of dependencies has it.
    ///
    /// # Errors
    /// A sentence if that is no name or no dependency.
    pub fn new(key: &str, value: Value) -> Result<Self, String> {
        if !is_name(key) {
            return Err(format!("{key:?} is no crate's name"));
        }
        match value {
            Value::String(_) | Value::Table(_) => Ok(Wish {
                key: key.to_owned(),
                value,
            }),
            other => Err(format!(
                "{key} = {other}: a crate is wished for by its version, as \"1.2\", or by a table, as in Cargo.toml"
            )),
        }
    }

    /// Takes a `path` in it as one below this folder.
    pub fn beside(mut self, folder: &Path) -> Self {
        if let Some(path) = self.value.get_mut("path")
            && let Some(text) = path.as_str()
        {
            *path = Value::String(folder.join(text).to_string_lossy().into_owned());
        }
        self
    }

    /// The package, which may have another name than the crate has here.
    pub(super) fn package(&self) -> &str {
        let named = self.value.get("package").and_then(Value::as_str);
        named.unwrap_or(&self.key)
    }

    /// Whether the name was chosen here.
    pub(super) fn is_renamed(&self) -> bool {
        self.value.get("package").is_some()
    }

    /// The name in code; a library that was not renamed may have another.
    pub(super) fn id(&self) -> String {
        self.key.replace('-', "_")
    }

    /// Adds it to a table of dependencies, in the place of one with its key.
    pub(super) fn add_to(&self, dependencies: &mut Table) {
        dependencies.insert(self.key.clone(), self.value.clone());
    }

    /// These and those; a later one takes the place of an earlier one.
    pub fn merged(wishes: impl IntoIterator<Item = Wish>) -> Vec<Wish> {
        let mut merged: Vec<Wish> = Vec::new();
        for wish in wishes {
            match merged.iter_mut().find(|other| other.key == wish.key) {
                Some(other) => *other = wish,
                None => merged.push(wish),
            }
        }
        merged
    }
}

/// `name`, `name@version`, `name@version[feature,feature]`, or a line of `Cargo.toml`: `name = { git = "…" }`.
impl FromStr for Wish {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(table) = text.parse::<Table>()
            && let Some((key, value)) = table.into_iter().next()
        {
            return Wish::new(&key, value);
        }
        let (text, features) = match text.strip_suffix(']') {
            Some(text) => text
                .split_once('[')
                .ok_or_else(|| not_understood(text, "a bracket is closed that was not opened"))?,
            None => (text, ""),
        };
        let (name, version) = text.split_once('@').unwrap_or((text, "*"));
        if !is_name(name.trim()) || version.trim().is_empty() {
            return Err(not_understood(text, "it names no crate"));
        }
        let features = features.split(',').map(str::trim);
        let features = features.filter(|feature| !feature.is_empty());
        let features = features.map(|feature| Value::String(feature.to_owned()));
        let dependency = Table::from_iter([
            ("version".to_owned(), version.trim().into()),
            ("features".to_owned(), Value::Array(features.collect())),
        ]);
        Wish::new(name.trim(), Value::Table(dependency))
    }
}

fn not_understood(text: &str, why: &str) -> String {
    format!(
        "`{text}` is not understood, since {why}: write rand, rand@0.8, 'tokio@1[full]', or a line of Cargo.toml"
    )
}

fn is_name(text: &str) -> bool {
    let is_in_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_in_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_understood_as_cargo_has_them() {
        for (text, expected) in [
            ("rand", "rand = { version = \"*\", features = [] }"),
            ("rand@0.8", "rand = { version = \"0.8\", features = [] }"),
            (
                "rand@=0.8.5",
                "rand = { version = \"=0.8.5\", features = [] }",
            ),
            (
                "tokio@1[full, test-util]",
                "tokio = { version = \"1\", features = [\"full\", \"test-util\"] }",
            ),
            (
                "serde[derive]",
                "serde = { version = \"*\", features = [\"derive\"] }",
            ),
            ("rand = \"0.8\"", "rand = \"0.8\""),
            (
                "json = { package = \"serde_json\", version = \"1\" }",
                "json = { package = \"serde_json\", version = \"1\" }",
            ),
        ] {
            let mut table = Table::new();
            text.parse::<Wish>().unwrap().add_to(&mut table);
            assert_eq!(table, expected.parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for text in ["", "@1", "rand@", "a b", "rand]", "rand = 1", "../x"] {
            assert!(text.parse::<Wish>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_path_is_taken_from_where_it_was_written() {
        let wish: Wish = "trpl = { path = \"packages/trpl\" }".parse().unwrap();
        let wish = wish.beside(Path::new("/book"));
        assert_eq!(wish.value["path"].as_str(), Some("/book/packages/trpl"));
    }

    #[test]
    fn a_later_wish_takes_the_place_of_an_earlier_one() {
        let wishes = ["tokio@1", "rand", "tokio@1[full]"].map(|text| text.parse::<Wish>().unwrap());
        let merged = Wish::merged(wishes);
        assert_eq!(merged.len(), 2);
        assert_eq!(merged[0].value["features"].as_array().unwrap().len(), 1);
    }
}
