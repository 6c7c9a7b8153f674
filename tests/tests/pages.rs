//! The pages keep the book's rules. Each rule's own tests, on pages that break it, stand beside the rule.

use book_tests::pages::{self, Page};
use book_tests::problem::{Problem, assert_none};
use book_tests::{extras, repository, tidy};

fn all() -> Vec<Page> {
    let pages = pages::read_all(&repository().join("src"));
    assert!(!pages.is_empty(), "src/ holds no page");
    pages
}

/// The pages of the parts' chapters.
fn chapters() -> Vec<Page> {
    let contents = pages::read_summary(&repository().join("src"));
    let is_chapter = |page: &Page| {
        contents
            .iter()
            .any(|entry| entry.is_chapter && entry.path == page.path)
    };
    all().into_iter().filter(is_chapter).collect()
}

fn check(pages: &[Page], rule: fn(&Page) -> Vec<Problem>) {
    let problems: Vec<Problem> = pages.iter().flat_map(rule).collect();
    assert_none(&problems);
}

#[test]
fn contents_and_pages_agree() {
    let contents = pages::read_summary(&repository().join("src"));
    assert_none(&tidy::contents_and_pages_agree(&contents, &all()));
}

#[test]
fn fences_are_known() {
    check(&all(), tidy::fences_are_known);
}

#[test]
fn a_line_holds_one_sentence() {
    check(&all(), tidy::one_sentence_per_line);
}

#[test]
fn no_word_hides_a_condition() {
    check(&all(), tidy::no_banned_words);
}

#[test]
fn chapters_have_the_right_length() {
    check(&chapters(), tidy::chapters_have_the_right_length);
}

#[test]
fn chapters_have_every_part() {
    check(&chapters(), tidy::chapters_have_every_part);
}

#[test]
fn everything_in_listings_is_on_its_page() {
    assert_none(&tidy::everything_is_on_its_page(
        &all(),
        &extras::read_all(&repository()),
    ));
}
