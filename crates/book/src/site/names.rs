//! The names in code, as the search has them.

use std::collections::BTreeSet;

use catalogue::Source;

/// The names in a program: in the lines that the page shows, and in the hidden ones before them, which import.
/// What is hidden at the end is the helper that logs.
pub fn names_of(source: &Source) -> BTreeSet<String> {
    let mut begun = false;
    let lines = source.lines().filter(|line| {
        begun |= !line.hidden && !line.text.is_empty();
        !line.hidden || !begun
    });
    names(lines.map(|line| line.text))
}

/// The names in lines of code; comments and words of the language are left out.
pub(super) fn names<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let code = lines.map(|line| line.split("//").next().unwrap_or_default());
    let words =
        code.flat_map(|line| line.split(|char: char| !char.is_alphanumeric() && char != '_'));
    let is_name = |word: &&str| {
        word.len() > 1
            && word.starts_with(|char: char| char.is_alphabetic())
            && !WORDS.contains(word)
    };
    words.filter(is_name).map(str::to_owned).collect()
}

/// Words of Rust that name nothing.
const WORDS: [&str; 31] = [
    "as", "break", "const", "continue", "crate", "dyn", "else", "enum", "false", "fn", "for", "if",
    "impl", "in", "let", "loop", "match", "mod", "mut", "pub", "ref", "return", "self", "static",
    "struct", "super", "true", "type", "use", "where", "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_program_are_its_own_and_what_it_imports() {
        let source = Source::new("// region: hidden\nuse tokio::time::sleep;\n// endregion\n\nfn main() {\n    sleep(x).await; // no\n}\n\n// region: hidden\nfn log() {}\n// endregion\n").unwrap();
        let found: Vec<String> = names_of(&source).into_iter().collect();
        assert_eq!(found, ["await", "main", "sleep", "time", "tokio"]);
    }
}
