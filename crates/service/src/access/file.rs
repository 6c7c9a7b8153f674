//! The file of tokens: which groups there are.
//!
//! ```toml
//! [[group]]
//! name = "course-2026"
//! tokens = ["the-one-of-today", "the-one-of-yesterday"]
//! limits = ["places=8", "per-minute=240", "run-time=5"]
//! ```

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use runner::Settings;
use serde::Deserialize;
use toml::Spanned;

use super::group::Rule;
use super::limits::GroupLimit;

/// Shorter ones can be guessed.
const SHORTEST_TOKEN: usize = 16;

/// Names become labels of measurements.
const LONGEST_NAME: usize = 64;

/// A file of more is no file of tokens.
const LARGEST: u64 = 1 << 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    group: Vec<WrittenGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGroup {
    name: Spanned<String>,
    tokens: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
}

/// Something wrong, and where in the text.
struct Wrong(Range<usize>, String);

/// The groups in this file; an error names the file, the line and what to do.
pub fn read_groups(file: &Path, settings: &Settings) -> Result<Vec<Rule>, String> {
    let said = |why: String| format!("{}: {why}", file.display());
    let size = std::fs::metadata(file).map_err(|error| said(error.to_string()))?;
    if size.len() > LARGEST {
        return Err(said("it is larger than 1 MiB".to_owned()));
    }
    let text = std::fs::read_to_string(file).map_err(|error| said(error.to_string()))?;
    groups(&text, settings).map_err(|Wrong(at, why)| {
        let before = text.get(..at.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        format!("{}:{line}: {why}", file.display())
    })
}

fn groups(text: &str, settings: &Settings) -> Result<Vec<Rule>, Wrong> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or_default();
        Wrong(at, error.message().to_owned())
    })?;
    if written.group.is_empty() {
        let why = "it names no group: nobody could run anything. A group begins with [[group]]";
        return Err(Wrong(0..0, why.to_owned()));
    }
    let (mut names, mut tokens) = (HashSet::new(), HashSet::new());
    let mut rules = Vec::new();
    for group in written.group {
        let rule = rule(&group, settings)?;
        if !names.insert(rule.name.clone()) {
            return Err(Wrong(
                group.name.span(),
                format!("there are two groups \"{}\"", rule.name),
            ));
        }
        for token in group.tokens.get_ref() {
            if !tokens.insert(token.get_ref().clone()) {
                return Err(Wrong(token.span(), "this token is there twice".to_owned()));
            }
        }
        rules.push(rule);
    }
    Ok(rules)
}

fn rule(group: &WrittenGroup, settings: &Settings) -> Result<Rule, Wrong> {
    let name = group.name.get_ref();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if name.is_empty() || name.len() > LONGEST_NAME || !name.bytes().all(is_plain) {
        let why = format!(
            "a group's name has 1 to {LONGEST_NAME} letters, digits, - _ and ., not \"{name}\""
        );
        return Err(Wrong(group.name.span(), why));
    }
    if group.tokens.get_ref().is_empty() {
        let why = format!("the group \"{name}\" has no token: nobody could bring one");
        return Err(Wrong(group.tokens.span(), why));
    }
    for token in group.tokens.get_ref() {
        token_is_good(token.get_ref()).map_err(|why| Wrong(token.span(), why))?;
    }
    let limits = group.limits.iter().map(|written| {
        let limit: GroupLimit = written
            .get_ref()
            .parse()
            .map_err(|why| Wrong(written.span(), why))?;
        limit
            .check(settings)
            .map_err(|why| Wrong(written.span(), why))?;
        Ok(limit)
    });
    Ok(Rule {
        name: name.clone(),
        tokens: group
            .tokens
            .get_ref()
            .iter()
            .map(|token| token.get_ref().clone())
            .collect(),
        limits: limits.collect::<Result<_, _>>()?,
    })
}

/// Whether this can be a token: it goes into addresses and cookies as it is.
pub fn token_is_good(token: &str) -> Result<(), String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if token.len() >= SHORTEST_TOKEN && token.bytes().all(is_plain) {
        return Ok(());
    }
    Err(format!(
        "a token has {SHORTEST_TOKEN} or more letters, digits, - _ and ."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Rule>, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let read = read_groups(file.path(), &Settings::default());
        read.map_err(|why| why.replace(&file.path().display().to_string(), "FILE"))
    }

    #[test]
    fn groups_have_tokens_and_limits() {
        let rules = read(
            "[[group]]\nname = \"a\"\ntokens = [\"a-token-of-some-length\", \"another-token-of-it\"]\n\n\
             [[group]]\nname = \"b\"\ntokens = [\"the-third-token-here\"]\nlimits = [\"places=2\", \"run-time=5\"]\n",
        )
        .unwrap();
        assert_eq!(rules[0].tokens.len(), 2);
        assert_eq!(rules[1].limits.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let group = "[[group]]\nname = \"a\"\ntokens = [\"a-token-of-some-length\"]\n";
        let limited = |limit: &str| format!("{group}limits = [\n\"{limit}\",\n]\n");
        for (text, line, word) in [
            (String::new(), 1, "no group"),
            ("[[group]\n".to_owned(), 1, ""),
            (format!("{group}colour = 1\n"), 4, "colour"),
            (
                format!("{group}\n[[group]]\nname = \"b\"\ntokens = [\"short\"]\n"),
                7,
                "16 or more",
            ),
            (format!("{group}{group}"), 5, "two groups"),
            (group.replace("\"a\"", "\"a b\""), 2, "letters"),
            (
                group.replace("\"a-token-of-some-length\"", ""),
                3,
                "no token",
            ),
            (
                format!("{group}{}", group.replace("\"a\"", "\"b\"")),
                6,
                "twice",
            ),
            (limited("places=0"), 5, "from 1 to 100000"),
            (limited("per-minute=x"), 5, "\"x\""),
            (limited("run-time=0"), 5, "from 1 to 86400"),
            (limited("run-time=11"), 5, "run-time=11 is more"),
            (limited("compile-time=1"), 5, "no limit \"compile-time\""),
        ] {
            let why = read(&text).unwrap_err();
            assert!(
                why.starts_with(&format!("FILE:{line}: ")),
                "{text:?}: {why}"
            );
            assert!(why.contains(word), "{text:?}: {why}");
        }
    }
}
