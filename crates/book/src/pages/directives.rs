//! The directives of a page: `{{#listing …}}` and its kin, each on a line of its own.

use crate::elements::predict::{self, Answers};
use crate::pages::fences::{Fences, without_inline_code};
use crate::problem::Fault;
use crate::problem::{Problem, Problems, names};
use std::ops::RangeInclusive;
use std::path::Path;

/// A page in pieces: the author's text, and what stands for something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'page> {
    /// Lines of Markdown, left as they are.
    Text(&'page str),
    /// A directive.
    Directive(Directive),
}

/// A directive, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Directive {
    /// Its line in the page, counted from 1.
    pub line: usize,
    /// What the line is indented by, so that it stays in its list item.
    pub indent: String,
    /// What it asks for.
    pub kind: Kind,
}

/// What a directive asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A program, or one that must not compile.
    Listing {
        /// The page that owns the listing, if it is not this one.
        page: Option<String>,
        /// Its name.
        name: String,
        /// The lines of the file that are marked.
        marks: Vec<RangeInclusive<usize>>,
        /// Markdown; empty: the name is the caption.
        caption: String,
    },
    /// An edit that the page suggests.
    Edit(String),
    /// An exercise and its title.
    Exercise(String, String),
    /// A Python counterpart and its caption.
    Python(String, String),
    /// A program beside its Python counterpart, and their caption.
    Pair(String, String),
    /// The page's quiz.
    Quiz,
    /// All terms of the glossary.
    Glossary,
    /// The symptoms of a group.
    Symptoms(String),
    /// A picture: a file beside the page.
    Picture(String),
    /// What the reader says before a listing's output is seen.
    Predict {
        /// The listing on this page.
        name: String,
        /// What can be answered.
        answers: Answers,
        /// Markdown.
        question: String,
    },
}

const OURS: [&str; 10] = [
    "listing", "edit", "exercise", "python", "pair", "quiz", "picture", "glossary", "symptoms",
    "predict",
];
const MDBOOKS: [&str; 5] = [
    "include",
    "rustdoc_include",
    "playground",
    "playpen",
    "title",
];

/// Takes a page apart. What is wrong is added to `problems`, and the rest is parsed on.
pub(crate) fn parse<'page>(
    page: &'page str,
    file: &Path,
    problems: &mut Problems,
) -> Vec<Piece<'page>> {
    let mut pieces = Vec::new();
    let mut fences = Fences::default();
    let (mut start, mut end) = (0, 0);
    for (index, line) in page.split_inclusive('\n').enumerate() {
        let line_start = end;
        end += line.len();
        if fences.is_code(line) || !line.contains("{{#") {
            continue;
        }
        match directive(line, index + 1) {
            Ok(None) => {}
            Ok(Some(directive)) => {
                pieces.extend([
                    Piece::Text(&page[start..line_start]),
                    Piece::Directive(directive),
                ]);
                start = end;
            }
            Err((what, remedy)) => problems.push(Problem::new(file, what, remedy).at(index + 1)),
        }
    }
    pieces.push(Piece::Text(&page[start..]));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

fn unknown(word: &str) -> Fault {
    let ours = names(OURS);
    (
        format!("there is no directive `{word}`"),
        format!("write one of {ours}, or `\\{{{{#` to show the text itself"),
    )
}

fn directive(line: &str, number: usize) -> Result<Option<Directive>, Fault> {
    let prose = without_inline_code(line).replace("\\{{#", "");
    let Some((before, inner)) = prose.split_once("{{#") else {
        return Ok(None);
    };
    let word = inner
        .split(|char: char| !char.is_alphanumeric() && char != '_')
        .next()
        .unwrap_or_default();
    if MDBOOKS.contains(&word) {
        return Ok(None);
    }
    if !OURS.contains(&word) {
        return Err(unknown(word));
    }
    let alone = line
        .trim()
        .strip_prefix("{{#")
        .and_then(|rest| rest.strip_suffix("}}"));
    let Some(alone) = alone.filter(|_| before.trim().is_empty()) else {
        let what = format!("`{{{{#{word}}}}}` does not stand alone on its line");
        return Err((
            what,
            "give the directive a line of its own, ending with `}}`".to_owned(),
        ));
    };
    let indent = line[..line.len() - line.trim_start().len()].to_owned();
    let kind = kind(word, alone[word.len()..].trim())?;
    Ok(Some(Directive {
        line: number,
        indent,
        kind,
    }))
}

fn nameless(word: &str, arguments: &str, kind: Kind) -> Result<Kind, Fault> {
    match arguments {
        "" => Ok(kind),
        _ => Err((
            format!("`{{{{#{word}}}}}` takes nothing"),
            format!("write `{{{{#{word}}}}}`: it shows the page's own file"),
        )),
    }
}

fn kind(word: &str, arguments: &str) -> Result<Kind, Fault> {
    match word {
        "quiz" => return nameless(word, arguments, Kind::Quiz),
        "glossary" => return nameless(word, arguments, Kind::Glossary),
        _ => {}
    }
    let (name, rest) = arguments
        .split_once(char::is_whitespace)
        .unwrap_or((arguments, ""));
    let (name, rest) = (name.to_owned(), rest.trim());
    if name.is_empty() {
        return Err((
            format!("`{{{{#{word}}}}}` names nothing"),
            format!("write `{{{{#{word} name}}}}`"),
        ));
    }
    match word {
        "listing" => listing(&name, rest),
        "exercise" => Ok(Kind::Exercise(name, rest.to_owned())),
        "python" => Ok(Kind::Python(name, rest.to_owned())),
        "pair" => Ok(Kind::Pair(name, rest.to_owned())),
        "predict" => {
            let (answers, question) = predict::parse(&name, rest)?;
            Ok(Kind::Predict {
                name,
                answers,
                question,
            })
        }
        _ if !rest.is_empty() => Err((
            format!("`{{{{#{word} {name}}}}}` takes one name, and `{rest}` follows it"),
            format!("write `{{{{#{word} {name}}}}}`"),
        )),
        "edit" => Ok(Kind::Edit(name)),
        "symptoms" => Ok(Kind::Symptoms(name)),
        _ => Ok(Kind::Picture(name)),
    }
}

fn listing(name: &str, rest: &str) -> Result<Kind, Fault> {
    let (page, name) = match name.rsplit_once(':') {
        Some((page, name)) => (Some(page.to_owned()), name.to_owned()),
        None => (None, name.to_owned()),
    };
    let (marks, caption) = match rest.strip_prefix("mark=") {
        Some(rest) => {
            let (lines, caption) = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split_once('"'))
                .ok_or_else(|| {
                    (
                        format!("`mark={rest}` has no quoted lines"),
                        r#"write `mark="3,7-9"`"#.to_owned(),
                    )
                })?;
            (marks(lines)?, caption.trim().to_owned())
        }
        None => (Vec::new(), rest.to_owned()),
    };
    Ok(Kind::Listing {
        page,
        name,
        marks,
        caption,
    })
}

/// Reads `3,7-9`.
fn marks(lines: &str) -> Result<Vec<RangeInclusive<usize>>, Fault> {
    let range = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (0 < first && first <= last).then_some(first..=last)
    };
    let wrong = |part: &str| {
        let what = format!("`{part}` in `mark=\"{lines}\"` is not a line or a range of lines");
        (
            what,
            r#"write the numbers of lines in the file: `mark="3,7-9"`"#.to_owned(),
        )
    };
    lines
        .split(',')
        .map(|part| range(part).ok_or_else(|| wrong(part)))
        .collect()
}

#[cfg(test)]
mod tests;
