//! The Russian edition beside the English one: the same pages, the same places in them, and nothing left in the other language.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use book_tests::pages::read;
use book_tests::problem::{Problem, assert_none};
use book_tests::rendered::{RenderedPage, Site};
use book_tests::{languages, repository};

/// Both editions, built once for all tests of this file.
fn editions() -> (Site, Site) {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editions");
        book::build(&repository(), &folder).expect("the book builds");
        folder
    });
    let mut english = Site::read(&BUILT);
    english.pages.retain(|path, _| !path.starts_with("ru"));
    (english, Site::read(&BUILT.join("ru")))
}

#[test]
fn both_have_the_same_pages_with_the_same_anchors() {
    let (english, russian) = editions();
    let paths = |site: &Site| site.pages.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(paths(&english), paths(&russian));
    assert!(paths(&english).len() > 60);
    let mut problems = Vec::new();
    for (path, page) in &english.pages {
        // The page for print joins all pages, and numbers what is there twice.
        if path.ends_with("print.html") {
            continue;
        }
        let (ours, theirs) = (anchors(page), anchors(&russian.pages[path]));
        for id in ours.symmetric_difference(&theirs) {
            let what = format!("#{id} is in one edition only");
            let remedy = "headings, terms and symptoms keep the ids of their English words";
            problems.push(Problem::new(page.source(), what, remedy));
        }
    }
    assert_none(&problems);
}

/// What leads into a page; the language switch and the offer stand outside of it.
fn anchors(page: &RenderedPage) -> BTreeSet<String> {
    let marked = page.all("main [id]:not(#language-offer)");
    marked
        .iter()
        .filter_map(|it| it.attr("id").map(str::to_owned))
        .collect()
}

#[test]
fn each_says_its_language_and_leads_to_the_other() {
    let (english, russian) = editions();
    for (site, own, other) in [(&english, "en", "ru"), (&russian, "ru", "en")] {
        let missing = RenderedPage::parse("404.html", &read(&site.folder.join("404.html")));
        for page in site.pages.values().chain([&missing]) {
            let language = page.all("html")[0].attr("lang");
            assert_eq!(language, Some(own), "{}", page.path.display());
            if page.path.ends_with("toc.html") {
                continue;
            }
            let switch = page.all(&format!(
                "a#language-switch[hreflang={other}][lang={other}]"
            ));
            assert_eq!(
                switch.len(),
                1,
                "{} has no way to {other}",
                page.path.display()
            );
        }
    }
}

/// The addresses that a page gives to search engines: each language, and the page in it, by its path from the root of the site.
fn alternates(page: &RenderedPage, path: &Path) -> BTreeSet<(String, PathBuf)> {
    let links = page.all("head link[rel=alternate][hreflang]");
    let address = |link: &scraper::ElementRef<'_>| {
        let mut address = path.parent().expect("a file").to_path_buf();
        for part in Path::new(link.attr("href").expect("an address")).components() {
            match part {
                Component::ParentDir => assert!(address.pop(), "{} leads out", path.display()),
                part => address.push(part),
            }
        }
        let language = link.attr("hreflang").expect("selected by it");
        (language.to_owned(), address)
    };
    links.iter().map(address).collect()
}

#[test]
fn each_page_names_itself_and_its_counterpart_which_names_it_back() {
    let (english, russian) = editions();
    let mut seen = 0;
    for (path, page) in &english.pages {
        // Both ask search engines to pass by.
        let is_passed = !page.all("meta[name=robots][content=noindex]").is_empty();
        let of = |language: &str, path: PathBuf| (language.to_owned(), path);
        let both = BTreeSet::from([
            of("en", path.clone()),
            of("ru", Path::new("ru").join(path)),
            of("x-default", path.clone()),
        ]);
        let wanted = if is_passed { BTreeSet::new() } else { both };
        let there = Path::new("ru").join(path);
        for (page, path) in [(page, path), (&russian.pages[path], &there)] {
            assert_eq!(alternates(page, path), wanted, "{}", path.display());
        }
        seen += usize::from(!is_passed);
    }
    assert!(seen > 60, "{seen} pages");
}

#[test]
fn english_in_a_russian_text_says_that_it_is_english() {
    let (_, russian) = editions();
    let problems: Vec<Problem> = russian
        .pages
        .values()
        .flat_map(languages::english_without_its_language)
        .collect();
    assert_none(&problems);
    let notes = &russian.pages[Path::new("async/tasks.html")];
    assert!(!notes.all("main span[lang=en]").is_empty());
}

#[test]
fn no_english_sentence_is_left_in_the_russian_pages() {
    let (_, russian) = editions();
    let missing = RenderedPage::parse("404.html", &read(&russian.folder.join("404.html")));
    let pages = russian.pages.values().chain([&missing]);
    let problems: Vec<Problem> = pages.flat_map(languages::english_in_russian).collect();
    assert_none(&problems);
}

#[test]
fn no_russian_word_is_left_in_the_english_pages() {
    let (english, _) = editions();
    let problems: Vec<Problem> = english
        .pages
        .values()
        .flat_map(languages::russian_in_english)
        .collect();
    assert_none(&problems);
}
