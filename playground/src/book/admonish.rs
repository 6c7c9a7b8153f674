//! The bridge to mdbook-admonish, which speaks to mdBook 0.4 while this book is built with mdBook 0.5.
//!
//! Its library reads the pages' text and its own table of book.toml, nothing else: that is what it is given,
//! in the types of mdBook 0.4. Delete this module on the day that mdbook-admonish supports mdBook 0.5.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_v4::book as v4;
use mdbook_v4::preprocess::{Preprocessor as _, PreprocessorContext as ContextV4};
use rayon::prelude::*;
use serde::Deserialize as _;
use serde_json::{Value, json};

use super::fences::Fences;
use super::problem::{Problem, Problems, names};

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
#[derive(Debug, Default, Clone, Copy)]
pub struct Admonish;

impl Preprocessor for Admonish {
    fn name(&self) -> &'static str {
        "admonish"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        let settings = settings(&context.config)?;
        let mut problems = Problems::default();
        let mut pages = Vec::new();
        book.for_each_chapter_mut(|page| {
            if page.content.contains("admonish") {
                let file = page.source_path.as_deref().unwrap_or(Path::new(&page.name));
                let file = context.config.book.src.join(file);
                check(&page.content, &file, &settings, &mut problems);
                pages.push((file, std::mem::replace(&mut page.content, TAKEN.to_owned())));
            }
        });
        problems.into_result()?;
        let mut pages = render(context, &settings, pages)?.into_iter();
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
fn settings(config: &Config) -> anyhow::Result<Value> {
    let mut settings: Value = config
        .get("preprocessor.admonish")?
        .unwrap_or_else(|| json!({}));
    drop_nulls(&mut settings);
    // A box that cannot be read stops the build; upstream's default prints its error into the page.
    settings["on_failure"] = json!("bail");
    Ok(settings)
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(table) => {
            table.retain(|_, value| !value.is_null());
            table.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}

/// Upstream shows a box of an unknown kind as a note, and passes over unknown keys: here both are errors.
fn check(page: &str, file: &Path, settings: &Value, problems: &mut Problems) {
    let custom = settings["directive"]["custom"].as_object();
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
    settings: &Value,
    pages: Vec<(PathBuf, String)>,
) -> anyhow::Result<Vec<String>> {
    let context = json!({
        "root": context.root,
        "config": { "preprocessor": { "admonish": settings } },
        "renderer": context.renderer,
        "mdbook_version": mdbook_v4::MDBOOK_VERSION,
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

/// The context is read for every page: it cannot be shared between threads.
fn render_page(context: &Value, page: &str) -> anyhow::Result<String> {
    let context = ContextV4::deserialize(context)?;
    let mut book = v4::Book::new();
    book.push_item(v4::Chapter::new("", page.to_owned(), "page.md", vec![]));
    let book = mdbook_admonish::Admonish.run(&context, book)?;
    let page = book.sections.into_iter().find_map(content);
    page.context("mdbook-admonish did not give the page back")
}

fn content(item: v4::BookItem) -> Option<String> {
    match item {
        v4::BookItem::Chapter(chapter) => Some(accessible(&chapter.content)),
        _ => None,
    }
}

/// Repairs what screen readers stumble over: a link without text (dropped where it stands in a summary,
/// itself a button), and a role that `<details>` must not have.
fn accessible(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut in_details = false;
    for line in page.split_inclusive('\n') {
        let start = line.trim_start();
        if start.starts_with("<details id=\"") {
            in_details = true;
            text.push_str(&line.replace(" role=\"note\"", ""));
        } else if start.starts_with("<a class=\"admonition-anchor-link\"") {
            if !std::mem::take(&mut in_details) {
                text.push_str(&line.replace("></a>", " aria-label=\"Link to this box\"></a>"));
            }
        } else {
            text.push_str(line);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use mdbook_preprocessor::book::{BookItem, Chapter};

    const BOXES: &str = "[preprocessor.admonish]\nassets_version = \"3.1.0\"\n\
        [preprocessor.admonish.directive.custom.notes]\nicon = \"a.svg\"\ncolor = \"#123456\"\ntitle = \"The notes say\"\n";

    fn run(config: &str, pages: &[&str]) -> anyhow::Result<Vec<String>> {
        let config: Config = config.parse()?;
        let context = PreprocessorContext::new("/nowhere".into(), config, "html".to_owned());
        let chapters = pages
            .iter()
            .map(|page| BookItem::Chapter(Chapter::new("A", (*page).to_owned(), "a.md", vec![])));
        let book = Admonish.run(&context, Book::new_with_items(chapters.collect()))?;
        Ok(book.chapters().map(|page| page.content.clone()).collect())
    }

    #[test]
    fn boxes_of_both_kinds_are_rendered_and_other_pages_stay() {
        let pages = [
            "# A\n",
            "```admonish notes\n*They* say.\n```\n",
            "",
            "```admonish tip\nB\n```\n",
        ];
        let pages = run(BOXES, &pages).unwrap();
        assert_eq!((pages[0].as_str(), pages[2].as_str()), ("# A\n", ""));
        assert!(
            pages[1].contains("admonish-notes") && pages[1].contains("The notes say"),
            "{}",
            pages[1]
        );
        assert!(pages[1].contains("\n\n*They* say.\n"), "{}", pages[1]);
        assert!(pages[3].contains("admonish-tip"), "{}", pages[3]);
    }

    #[test]
    fn sub_chapters_are_rendered_too() {
        let config: Config = BOXES.parse().unwrap();
        let context = PreprocessorContext::new("/nowhere".into(), config, "html".to_owned());
        let mut outer = Chapter::new(
            "A",
            "```admonish tip\nouter\n```".to_owned(),
            "a.md",
            vec![],
        );
        let inner = Chapter::new(
            "B",
            "```admonish tip\ninner\n```".to_owned(),
            "b.md",
            vec![],
        );
        outer.sub_items.push(BookItem::Chapter(inner));
        let book = Admonish
            .run(&context, Book::new_with_items(vec![outer.into()]))
            .unwrap();
        let texts: Vec<&str> = book.chapters().map(|page| page.content.as_str()).collect();
        assert!(
            texts[0].contains("outer") && texts[0].contains("admonish-tip"),
            "{}",
            texts[0]
        );
        assert!(
            texts[1].contains("inner") && texts[1].contains("admonish-tip"),
            "{}",
            texts[1]
        );
    }

    #[test]
    fn an_unknown_box_is_told_with_its_line() {
        let error = run(BOXES, &["# A\n\n```admonish ntes\nx\n```\n"])
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("src/a.md:3: there is no box `ntes`\n  remedy: "),
            "{error}"
        );
        assert!(error.contains("`notes`"), "{error}");
    }

    #[test]
    fn a_box_that_cannot_be_read_is_told_with_its_line() {
        let page = "# A\n\n```admonish tip\nA\n```\n\n```admonish tip title=\"x\nB\n```\n";
        let error = run(BOXES, &[page]).unwrap_err().to_string();
        assert!(
            error.starts_with("src/a.md:7: the box cannot be read: "),
            "{error}"
        );
        assert!(error.contains("remedy: write its first line"), "{error}");
    }

    #[test]
    fn a_key_that_no_box_has_is_told_with_its_line() {
        let page = "```admonish tip titel=\"a = b\" collapsible = true\nA\n```\n";
        let error = run(BOXES, &[page]).unwrap_err().to_string();
        assert!(
            error.starts_with("src/a.md:1: a box has no `titel`\n  remedy: "),
            "{error}"
        );
        assert!(
            !error.contains("no `a`") && !error.contains("no `collapsible`"),
            "{error}"
        );
        let page = "```admonish tip collapsable=true\nA\n```\n";
        assert!(run(BOXES, &[page]).is_err());
    }

    #[test]
    fn nothing_is_left_that_screen_readers_stumble_over() {
        let pages = run(BOXES, &["```admonish tip collapsible=true\nB\n```\n"]).unwrap();
        assert!(
            pages[0].contains("<details ") && !pages[0].contains("role="),
            "{}",
            pages[0]
        );
        assert!(!pages[0].contains("<a "), "{}", pages[0]);
        let pages = run(BOXES, &["```admonish tip\nB\n```\n"]).unwrap();
        assert!(
            pages[0].contains("aria-label=\"Link to this box\"></a>"),
            "{}",
            pages[0]
        );
    }

    #[test]
    fn only_the_html_renderer_is_supported() {
        assert!(Admonish.supports_renderer("html").unwrap());
        assert!(!Admonish.supports_renderer("markdown").unwrap());
    }
}
