//! The Russian edition beside the English one: the same pages, the same places in them, and nothing left in the other language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

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
        for page in site.pages.values() {
            if page.path.ends_with("toc.html") {
                continue;
            }
            let language = page.all("html")[0].attr("lang");
            assert_eq!(language, Some(own), "{}", page.path.display());
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

#[test]
fn no_english_sentence_is_left_in_the_russian_pages() {
    let (_, russian) = editions();
    let problems: Vec<Problem> = russian
        .pages
        .values()
        .flat_map(languages::english_in_russian)
        .collect();
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
