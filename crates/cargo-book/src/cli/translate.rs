//! `cargo book translate`: what has changed since the book was translated.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::TranslateArguments;

/// Brings the gettext file in step, and says what is left to do. Fails if the language's code is none.
pub(crate) fn run(root: &Path, arguments: &TranslateArguments) -> anyhow::Result<ExitCode> {
    let language = &arguments.language;
    let is_code = language
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || "-_".contains(char));
    if !is_code || language.is_empty() {
        anyhow::bail!("`{language}` is no code of a language: write one such as ru");
    }
    let book::Translated {
        new,
        changed,
        removed,
        all,
    } = book::translate(root, language)?;
    println!("po/{language}.po: {all} messages, {removed} removed that stand in no page any more");
    println!("to translate: {new} (msgstr \"\")");
    println!("to follow:    {changed} (marked as fuzzy: mend the text, then remove `#, fuzzy`)");
    Ok(ExitCode::SUCCESS)
}
