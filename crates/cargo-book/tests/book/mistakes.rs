//! Mistakes of authors: what `cargo book build` says, and that nothing of theirs is lost.

use std::fs;

use crate::building::all_in;
use crate::fixture::{book, cargo_book, change, errors, write};

#[test]
fn what_is_no_site_is_not_replaced() {
    let folder = book();
    let root = folder.path();
    write(root, "mine/thesis.txt", "years of work");
    let refused = |dest: &str| {
        let output = cargo_book(root, &["build", "--dest", dest]);
        assert!(!output.status.success(), "{dest} was replaced");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        all_in(&[dest, "no older site", "name a new folder"], &said);
    };
    for dest in ["mine", "mine/thesis.txt", "src", "."] {
        refused(dest);
    }
    // A site that is kept in a repository of its own.
    for file in [".nojekyll", "toc.html", ".git/HEAD"] {
        write(root, &format!("mine/{file}"), "");
    }
    refused("mine");
    let kept = fs::read_to_string(root.join("mine/thesis.txt")).unwrap();
    assert_eq!(kept, "years of work");
    fs::create_dir(root.join("empty")).unwrap();
    for dest in ["empty", "empty", "new"] {
        let output = cargo_book(root, &["build", "--dest", dest]);
        assert!(output.status.success(), "{output:?}");
    }
}

#[test]
fn a_bad_setting_of_the_pages_is_told_with_its_line() {
    let folder = book();
    let settings = fs::read_to_string(folder.path().join("book.toml")).unwrap();
    let line = settings.lines().count() + 2;
    write(
        folder.path(),
        "book.toml",
        &format!("{settings}[output.html]\nsmart-punctuatoin = true\n"),
    );
    let told = format!("book.toml:{line}: the table output.html cannot be used");
    all_in(
        &[&told, "`smart-punctuatoin`", "remedy: "],
        &errors(folder.path()),
    );
}

#[test]
fn a_mistyped_directive_is_told_before_what_it_leaves_unused() {
    let folder = book();
    change(
        folder.path(),
        "src/part/page.md",
        "{{#listing hello",
        "{{#listng hello",
    );
    let errors = errors(folder.path());
    let (first, _) = errors.split_once("remedy").unwrap();
    all_in(
        &["src/part/page.md:4: there is no directive `listng`"],
        first,
    );
    all_in(&["no page uses the edit `louder`"], &errors);
}

#[test]
fn a_table_of_contents_that_cannot_be_read_is_told_with_its_line() {
    let folder = book();
    let file = folder.path().join("src/SUMMARY.md");
    let summary = fs::read_to_string(&file).unwrap();
    let line = summary.lines().count() + 4;
    let more = "\n[After](part/page.md)\n\n- [A list](part/page.md)\n";
    fs::write(&file, format!("{}\n{more}", summary.trim_end())).unwrap();
    all_in(
        &[
            &format!("src/SUMMARY.md:{line}: the table of contents cannot be read: "),
            "Suffix chapters cannot be followed by a list",
            "remedy: write parts as",
        ],
        &errors(folder.path()),
    );
}
