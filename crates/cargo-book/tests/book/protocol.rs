//! mdBook's preprocessor protocol, through the command line.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::fixture::{BINARY, book, build, cargo_book, mdbook, page};

/// mdBook itself asks our commands, as it does for `mdbook build`: `supports`, and then the book.
#[test]
fn mdbook_gets_the_same_page_through_its_protocol() {
    let folder = book();
    let root = folder.path();
    build(root);
    let in_process = page(root);
    mdbook(root, None);
    assert_eq!(page(root), in_process);
}

#[test]
fn supports_answers_by_exit_code() {
    let folder = book();
    let code = |arguments: &[&str]| cargo_book(folder.path(), arguments).status.code();
    for name in ["listings", "admonish"] {
        assert_eq!(code(&["preprocess", name, "supports", "html"]), Some(0));
        assert_eq!(code(&["preprocess", name, "supports", "markdown"]), Some(1));
    }
    let output = cargo_book(
        folder.path(),
        &["preprocess", "listngs", "supports", "html"],
    );
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success(),
        "a name that is unknown supports nothing"
    );
    assert!(error.contains("write `listings` or `admonish`"), "{error}");
}

#[test]
fn what_is_not_a_book_is_refused_in_a_plain_sentence() {
    let folder = book();
    let mut child = Command::new(BINARY)
        .args(["preprocess", "listings"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"[1, 2]").unwrap();
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(error.contains("not a book from mdBook 0.5"), "{error}");
}
