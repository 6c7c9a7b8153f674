//! A directive with words of its own: a caption, a title, a question and its answers.

/// The directives that say something to the reader behind the name that they bear.
const TELLING: [&str; 5] = ["listing", "exercise", "python", "pair", "predict"];

/// Whether a line is a directive.
pub(crate) fn is_directive(line: &str) -> bool {
    line.trim_start().starts_with("{{#")
}

/// The directive's words with its name, if it has any.
pub(crate) fn message(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = line.strip_prefix("{{#")?.strip_suffix("}}")?;
    let mut words = inner.splitn(3, ' ');
    let (kind, _, rest) = (words.next()?, words.next()?, words.next()?);
    let is_told = TELLING.contains(&kind) && rest.chars().any(char::is_alphabetic);
    is_told.then_some(line)
}

/// Whether both ask for the same thing: of the same name, with the same answer right.
pub(crate) fn same(english: &str, translation: &str) -> bool {
    message(translation).is_some()
        && head(english) == head(translation)
        && stars(english) == stars(translation)
}

/// Its word and its name, and what it is given that is no answer.
fn head(line: &str) -> (Vec<&str>, [Option<&str>; 2]) {
    let given = |key: &str| line.split_once(key)?.1.split('"').next();
    let words = line.split(' ').take(2).collect();
    (words, [given("unit=\""), given("mark=\"")])
}

/// Which answers have a star.
fn stars(line: &str) -> Option<Vec<bool>> {
    let (_, answers) = line.split_once("answers=\"")?;
    let (answers, _) = answers.split_once('"')?;
    Some(
        answers
            .split('|')
            .map(|answer| answer.trim().starts_with('*'))
            .collect(),
    )
}
