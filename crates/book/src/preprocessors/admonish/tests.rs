use super::*;
use mdbook_preprocessor::book::{BookItem, Chapter};

const BOXES: &str = "[preprocessor.admonish]\nassets_version = \"3.1.0\"\non_failure = \"bail\"\n\
    [preprocessor.admonish.directive.custom.notes]\nicon = \"a.svg\"\ncolor = \"#123456\"\ntitle = \"The notes say\"\n";

fn run(config: &str, pages: &[&str]) -> anyhow::Result<Vec<String>> {
    let config: Config = config.parse()?;
    let context = PreprocessorContext::new("/nowhere".into(), config, "html".to_owned());
    let chapters = pages
        .iter()
        .map(|page| BookItem::Chapter(Chapter::new("A", (*page).to_owned(), "a.md", vec![])));
    let book = Admonish::default().run(&context, Book::new_with_items(chapters.collect()))?;
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
    let book = Admonish::default()
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
    assert!(Admonish::default().supports_renderer("html").unwrap());
    assert!(!Admonish::default().supports_renderer("markdown").unwrap());
}
