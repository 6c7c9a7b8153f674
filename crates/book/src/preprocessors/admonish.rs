//! The bridge to mdbook-admonish, which speaks to mdBook 0.4 while this book is built with mdBook 0.5.
//!
//! Its library reads the pages' text and its own table of book.toml, nothing else: that is what it is given, as JSON of
//! mdBook 0.4. In this repository a small crate stands in for mdBook 0.4 (`crates/mdbook-v4`); with that crate itself this
//! compiles too, only for longer. Delete both on the day that mdbook-admonish supports mdBook 0.5.
//!
//! With `on_failure = "bail"` a box of an unknown kind and an unknown key are errors as well, with file, line and remedy;
//! otherwise upstream shows them as it does.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_v4::book::BookItem;
use mdbook_v4::preprocess::{CmdPreprocessor, Preprocessor as _};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::edition::Edition;
use crate::pages::fences::Fences;
use crate::problem::{Problem, Problems, names};

/// The boxes that mdbook-admonish knows by itself.
const BUILT_IN: [&str; 12] = [
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger",
    "bug", "example", "quote",
];

/// What a box can be given on its first line.
const KEYS: [&str; 5] = ["type", "title", "id", "class", "collapsible"];

/// Stands for a page's text while upstream has it; no text file holds it.
const TAKEN: &str = "\0";

/// Turns ` ```admonish ` boxes into HTML.
#[derive(Debug, Default)]
pub(crate) struct Admonish {
    /// The edition, if whoever builds knows it already.
    edition: Option<Arc<Edition>>,
}

impl Admonish {
    /// For a build that has the edition.
    pub(crate) fn of(edition: Arc<Edition>) -> Admonish {
        Admonish {
            edition: Some(edition),
        }
    }
}

impl Preprocessor for Admonish {
    fn name(&self) -> &'static str {
        "admonish"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        let settings = settings(&context.config)?;
        let edition = match &self.edition {
            Some(edition) => Arc::clone(edition),
            None => Arc::new(Edition::of(&context.root, &context.config)?),
        };
        // Where upstream is to stop at a box that it cannot read, what it would pass over in silence is an error too.
        let is_strict = settings.get("on_failure") == Some(&json!("bail"));
        let mut problems = Problems::default();
        let mut pages = Vec::new();
        book.for_each_chapter_mut(|page| {
            if page.content.contains("admonish") {
                let file = page.source_path.as_deref().unwrap_or(Path::new(&page.name));
                let file = context.config.book.src.join(file);
                if is_strict {
                    check(&page.content, &file, &settings, &mut problems);
                }
                pages.push((file, std::mem::replace(&mut page.content, TAKEN.to_owned())));
            }
        });
        problems.into_result()?;
        let pages = render(context, settings, pages)?.into_iter();
        let mut pages = pages.map(|page| accessible(&page, &edition));
        book.for_each_chapter_mut(|page| {
            if page.content == TAKEN {
                page.content = pages.next().unwrap_or_default();
            }
        });
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> anyhow::Result<bool> {
        Ok(renderer == "html")
    }
}

/// The table `[preprocessor.admonish]` of book.toml, without values that TOML cannot say.
fn settings(config: &Config) -> anyhow::Result<Map<String, Value>> {
    let settings: Option<Map<String, Value>> = config.get("preprocessor.admonish")?;
    let mut settings = settings.unwrap_or_default();
    drop_nulls(&mut settings);
    Ok(settings)
}

fn drop_nulls(table: &mut Map<String, Value>) {
    table.retain(|_, value| !value.is_null());
    for value in table.values_mut() {
        match value {
            Value::Object(inner) => drop_nulls(inner),
            Value::Array(items) => items.retain(|item| !item.is_null()),
            _ => {}
        }
    }
}

/// Upstream shows a box of an unknown kind as a note, and passes over unknown keys: here both are errors.
fn check(page: &str, file: &Path, settings: &Map<String, Value>, problems: &mut Problems) {
    let custom = settings.get("directive").map(|table| &table["custom"]);
    let custom = custom.and_then(Value::as_object);
    let known: Vec<&str> = BUILT_IN
        .into_iter()
        .chain(custom.into_iter().flatten().map(|(name, _)| name.as_str()))
        .collect();
    for (line, info) in boxes(page) {
        let kind = info
            .split([' ', ','])
            .find(|word| !word.is_empty())
            .unwrap_or("note");
        if !kind.contains('=') && !known.contains(&kind) {
            let what = format!("there is no box `{kind}`");
            let remedy = format!("write one of {}", names(known.iter().copied()));
            problems.push(Problem::new(file, what, remedy).at(line));
        }
        for key in keys(&info).filter(|key| !KEYS.contains(key)) {
            let what = format!("a box has no `{key}`");
            let remedy = format!("write one of {}", names(KEYS));
            problems.push(Problem::new(file, what, remedy).at(line));
        }
    }
}

/// The line of each box, and what stands behind `admonish` on it.
fn boxes(page: &str) -> impl Iterator<Item = (usize, String)> {
    let openings = Fences::openings(page).into_iter();
    openings.filter_map(|(line, info)| Some((line, info.strip_prefix("admonish")?.to_owned())))
}

/// The words before `=`, outside of quotes.
fn keys(info: &str) -> impl Iterator<Item = &str> {
    let unquoted = info.split('"').step_by(2);
    let assigned = unquoted.filter_map(|part| part.rsplit_once('='));
    let before = assigned.flat_map(|(before, _)| before.split('='));
    before.filter_map(|part| part.split([' ', ',', '(']).rfind(|word| !word.is_empty()))
}

/// Has upstream render the pages.
fn render(
    context: &PreprocessorContext,
    settings: Map<String, Value>,
    pages: Vec<(PathBuf, String)>,
) -> anyhow::Result<Vec<String>> {
    // In the words of mdBook 0.4, whose own types can be had in no other way.
    let context = json!({
        "root": "",
        "config": { "preprocessor": { "admonish": settings } },
        "renderer": context.renderer,
        "mdbook_version": "0.4.52",
    });
    let pages = pages.into_par_iter();
    pages
        .map(|(file, page)| {
            render_page(&context, &page).map_err(|error| located(&context, &file, &page, error))
        })
        .collect()
}

/// Upstream does not say which box it cannot render: each is tried by itself.
fn located(context: &Value, file: &Path, page: &str, error: anyhow::Error) -> anyhow::Error {
    let alone = |info: &str| render_page(context, &format!("```admonish{info}\n\n```\n"));
    for (line, info) in boxes(page) {
        if let Err(error) = alone(&info) {
            let what = format!("the box cannot be read: {:#}", error);
            let remedy = "write its first line as `admonish kind title=\"…\"`";
            return anyhow::anyhow!("{}", Problem::new(file, what, remedy).at(line));
        }
    }
    error.context(file.display().to_string())
}

fn render_page(context: &Value, page: &str) -> anyhow::Result<String> {
    let chapter = json!({
        "name": "",
        "content": page,
        "number": null,
        "sub_items": [],
        "path": null,
        "source_path": null,
        "parent_names": [],
    });
    let book = json!({ "sections": [{ "Chapter": chapter }], "__non_exhaustive": null });
    let input = serde_json::to_vec(&json!([context, book]))?;
    let (context, book) = CmdPreprocessor::parse_input(input.as_slice())?;
    let book = mdbook_admonish::Admonish.run(&context, book)?;
    let page = book.sections.into_iter().find_map(content);
    page.context("mdbook-admonish did not give the page back")
}

fn content(item: BookItem) -> Option<String> {
    match item {
        BookItem::Chapter(chapter) => Some(chapter.content),
        _ => None,
    }
}

/// Repairs what screen readers stumble over: a link without text (dropped where it stands in a summary,
/// itself a button), and a role that `<details>` must not have.
///
/// Titles are translated here and not before: upstream makes ids of them, which are the same in every language.
fn accessible(page: &str, edition: &Edition) -> String {
    let label = format!(" aria-label=\"{}\"></a>", edition.say("Link to this box"));
    let mut text = String::with_capacity(page.len());
    let (mut in_details, mut in_title) = (false, false);
    for line in page.split_inclusive('\n') {
        let start = line.trim();
        if start.starts_with("<details id=\"") {
            in_details = true;
            text.push_str(&line.replace(" role=\"note\"", ""));
        } else if start.starts_with("<a class=\"admonition-anchor-link\"") {
            in_title = false;
            if !std::mem::take(&mut in_details) {
                text.push_str(&line.replace("></a>", &label));
            }
        } else if in_title && !start.is_empty() && !start.starts_with('<') {
            text.push_str(&line.replace(start, &edition.message(start)));
        } else {
            in_title |= start.contains("class=\"admonition-title\"");
            text.push_str(line);
        }
    }
    text
}

#[cfg(test)]
mod tests;
