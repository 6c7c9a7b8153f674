//! The `book.toml` of another book, which may be written for an older mdBook: keys that mdBook 0.5 does not know would end
//! the build, or cost the book its whole table `[output.html]`.

use std::path::Path;

use anyhow::{Context as _, Result};
use mdbook_driver::config::{BookConfig, BuildConfig, Config, HtmlConfig, RustConfig};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

/// The tables that mdBook 0.5 knows.
const TABLES: [&str; 5] = ["book", "build", "rust", "output", "preprocessor"];

/// Keys that have another name now.
const RENAMED: [(&str, &str, &str); 2] = [
    ("output.html", "curly-quotes", "smart-punctuation"),
    ("output.html", "playpen", "playground"),
];

/// The configuration, and what was passed over for it.
pub(super) fn read(root: &Path) -> Result<(Config, Vec<String>)> {
    let file = root.join("book.toml");
    let text = std::fs::read_to_string(&file);
    let text = text.with_context(|| format!("cannot read {}", file.display()))?;
    let table: Table = text
        .parse()
        .with_context(|| format!("cannot use {}", file.display()))?;
    let (config, notes) = understood(table);
    let mut config = config.with_context(|| format!("cannot use {}", file.display()))?;
    config.update_from_env()?;
    Ok((config, notes))
}

fn understood(mut table: Table) -> (Result<Config>, Vec<String>) {
    let mut notes = Vec::new();
    let unknown: Vec<String> = table
        .keys()
        .filter(|key| !TABLES.contains(&key.as_str()))
        .cloned()
        .collect();
    for key in unknown {
        table.remove(&key);
        notes.push(passed_over(&key));
    }
    for (place, old, new) in RENAMED {
        if let Some(inner) = find(&mut table, place)
            && let Some(value) = inner.remove(old)
        {
            notes.push(format!("book.toml: {place}.{old} is taken as {new}"));
            inner.entry(new).or_insert(value);
        }
    }
    if let Some(book) = find(&mut table, "book")
        && let Some(author) = book.remove("author")
    {
        book.entry("authors").or_insert(Value::Array(vec![author]));
    }
    drop_unknown::<BookConfig>(&mut table, "book", &mut notes);
    drop_unknown::<BuildConfig>(&mut table, "build", &mut notes);
    drop_unknown::<RustConfig>(&mut table, "rust", &mut notes);
    drop_unknown::<HtmlConfig>(&mut table, "output.html", &mut notes);
    if let Err(why) = check::<HtmlConfig>(&mut table, "output.html")
        && let Some(outputs) = find(&mut table, "output")
    {
        outputs.remove("html");
        let why = why.trim().replace('\n', ": ");
        notes.push(format!(
            "book.toml: all of [output.html] is passed over, with its styles and scripts: {why}"
        ));
    }
    let config = Value::Table(table).try_into();
    (config.map_err(anyhow::Error::from), notes)
}

fn passed_over(key: &str) -> String {
    format!("book.toml: {key} is not known to mdBook 0.5, and is passed over")
}

/// The table at a dotted path.
fn find<'a>(table: &'a mut Table, path: &str) -> Option<&'a mut Table> {
    path.split('.')
        .try_fold(table, |table, name| table.get_mut(name)?.as_table_mut())
}

/// What is wrong with the table at this path, if it is there.
fn check<T: DeserializeOwned>(table: &mut Table, path: &str) -> Result<(), String> {
    match find(table, path) {
        None => Ok(()),
        Some(inner) => match Value::Table(inner.clone()).try_into::<T>() {
            Ok(_) => Ok(()),
            Err(error) => Err(error.to_string()),
        },
    }
}

/// Removes one key after the other that is not known there.
fn drop_unknown<T: DeserializeOwned>(table: &mut Table, path: &str, notes: &mut Vec<String>) {
    while let Err(why) = check::<T>(table, path) {
        let unknown = why.split("unknown field `").nth(1);
        let Some(key) = unknown.and_then(|rest| rest.split('`').next()) else {
            return;
        };
        let removed = find(table, path).and_then(|inner| remove(inner, key));
        let Some(place) = removed else {
            return;
        };
        notes.push(passed_over(&format!("{path}.{place}")));
    }
}

/// Removes a key from a table, or from the first table in it that has it; returns its dotted path.
fn remove(table: &mut Table, key: &str) -> Option<String> {
    if table.remove(key).is_some() {
        return Some(key.to_owned());
    }
    table.iter_mut().find_map(|(name, inner)| {
        let place = remove(inner.as_table_mut()?, key)?;
        Some(format!("{name}.{place}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Result<Config>, String) {
        let (config, notes) = understood(text.parse().unwrap());
        (config, notes.join("\n"))
    }

    #[test]
    fn what_is_of_now_is_left_alone() {
        let text = "[book]\ntitle = \"A\"\n[output.html]\nmathjax-support = true\n[output.html.playground]\neditable = true\n";
        let (config, notes) = read(text);
        assert_eq!(config.unwrap(), text.parse().unwrap());
        assert_eq!(notes, "");
    }

    #[test]
    fn keys_of_older_versions_are_renamed_or_passed_over_and_told() {
        let (config, notes) = read(
            "[book]\ntitle = \"A\"\nauthor = \"B\"\nmultilingual = false\n[preprocess]\nx = 1\n\
             [output.html]\ncurly-quotes = false\ngoogle-analytics = \"x\"\nadditional-css = [\"a.css\"]\n\
             [output.html.playpen]\neditable = true\neditor = \"ace\"\n",
        );
        let config = config.unwrap();
        assert_eq!(config.book.authors, ["B"]);
        let html: HtmlConfig = config.get("output.html").unwrap().unwrap();
        assert!(!html.smart_punctuation && html.playground.editable);
        assert_eq!(html.additional_css.len(), 1);
        for told in [
            "preprocess is not",
            "book.multilingual is not",
            "output.html.google-analytics is not",
            "output.html.playground.editor is not",
            "output.html.curly-quotes is taken as smart-punctuation",
        ] {
            assert!(notes.contains(told), "{told}: {notes}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_costs_the_table_and_is_told() {
        let (config, notes) = read("[output.html]\nmathjax-support = \"perhaps\"\n");
        assert!(!config.unwrap().contains_key("output.html"));
        assert!(
            notes.contains("all of [output.html] is passed over"),
            "{notes}"
        );
        let (config, _) = read("[book]\ntitle = 1\n");
        assert!(config.is_err());
    }
}
