//! The book in another language: from its gettext file to its pages, and what stops the build.

use std::fs;
use std::path::Path;

use crate::fixture::{book, build, cargo_book, mdbook};

/// The book with a translation in which every letter of running text is a capital, and names stay as they are.
pub(crate) fn translated(root: &Path) {
    let output = cargo_book(root, &["translate", "xx"]);
    assert!(output.status.success(), "{output:?}");
    let file = root.join("po/xx.po");
    let po = fs::read_to_string(&file).unwrap();
    fs::write(&file, filled(&po)).unwrap();
}

fn filled(po: &str) -> String {
    let mut out = String::new();
    let (mut english, mut in_id) = (String::new(), false);
    for line in po.lines() {
        let quoted = |line: &str| line[line.find('"').unwrap() + 1..line.len() - 1].to_owned();
        match line {
            line if line.starts_with("msgid ") => {
                english = quoted(line);
                in_id = true;
            }
            "msgstr \"\"" if !english.is_empty() => {
                out.push_str(&format!("msgstr \"{}\"\n", shouted(&english)));
                english.clear();
                in_id = false;
                continue;
            }
            line if line.starts_with('"') && in_id => english.push_str(&quoted(line)),
            _ => in_id = false,
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn shouted(english: &str) -> String {
    match english.strip_prefix("{{#") {
        Some(directive) => {
            let (head, words) = directive.split_at(directive.match_indices(' ').nth(1).unwrap().0);
            format!("{{{{#{head}{}", words.to_uppercase())
        }
        None => english.to_uppercase(),
    }
}

#[test]
fn a_language_has_a_folder_with_the_same_paths_and_anchors() {
    let folder = book();
    let root = folder.path();
    translated(root);
    build(root);
    let english = fs::read_to_string(root.join("book/part/page.html")).unwrap();
    let other = fs::read_to_string(root.join("book/xx/part/page.html")).unwrap();
    for (page, words) in [
        (
            &english,
            [
                "More “text”.",
                "A <em>first</em> one",
                "Say it louder.",
                "Does it?",
                "They say.",
                "Solution",
                "One lane.",
            ],
        ),
        (
            &other,
            [
                "MORE “TEXT”.",
                "A <em>FIRST</em> ONE",
                "SAY IT LOUDER.",
                "DOES IT?",
                "THEY SAY.",
                "SOLUTION",
                "ONE LANE.",
            ],
        ),
    ] {
        for words in words {
            assert!(page.contains(words), "{words} is missing");
        }
        for anchor in ["id=\"end\"", "id=\"listing-hello\"", "id=\"edit-louder\""] {
            assert!(page.contains(anchor), "{anchor} is missing");
        }
    }
    assert!(other.contains("lang=\"xx\"") && english.contains("lang=\"en\""));
    assert!(!english.contains("MORE") && !root.join("book/xx/xx").exists());
    let missing = fs::read_to_string(root.join("book/xx/404.html")).unwrap();
    assert!(
        missing.contains("<title>DOCUMENT NOT FOUND (404)") && missing.contains("href=\"/xx/\"")
    );
}

#[test]
fn what_is_not_in_step_stops_the_build_with_its_place() {
    let folder = book();
    let root = folder.path();
    translated(root);
    build(root);
    let page = root.join("src/part/page.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(
        &page,
        text.replace("- item", "- items")
            .replace("## End", "## Ends"),
    )
    .unwrap();
    let error = complaint(root);
    let lines = [
        "src/part/page.md:7: “items” is not translated (xx)",
        "“item” stands in no page any more",
        "cargo book translate",
    ];
    for line in lines {
        assert!(error.contains(line), "{line} is missing: {error}");
    }

    let report = cargo_book(root, &["translate", "xx"]);
    let told = String::from_utf8(report.stdout).unwrap();
    assert!(
        told.contains("to translate: 0") && told.contains("to follow:    2"),
        "{told}"
    );
    let error = complaint(root);
    assert!(
        error.contains("“items” was changed since it was translated")
            && error.contains("po/xx.po:"),
        "{error}"
    );

    let file = root.join("po/xx.po");
    let po = fs::read_to_string(&file).unwrap();
    fs::write(&file, po.replace("#, fuzzy\n", "")).unwrap();
    build(root);
}

#[test]
fn a_translation_that_changes_names_stops_the_build() {
    let folder = book();
    let root = folder.path();
    let page = root.join("src/part/page.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(
        &page,
        text.replace("Text.\n", "See `yield_now` [here](#end).\n"),
    )
    .unwrap();
    translated(root);
    let error = complaint(root);
    assert!(
        error.contains("has lost") && error.contains("write the names and links of the English"),
        "{error}"
    );
    let wrong = cargo_book(root, &["translate", "../x"]);
    assert!(!wrong.status.success() && !root.join("x.po").exists());
}

/// Plain mdBook builds one language at a time.
#[test]
fn mdbook_builds_the_language_that_it_is_told() {
    let folder = book();
    let root = folder.path();
    translated(root);
    mdbook(root, Some("xx"));
    let page = fs::read_to_string(root.join("book/part/page.html")).unwrap();
    assert!(page.contains("MORE “TEXT”.") && page.contains("THE NOTES SAY"));
}

fn complaint(root: &Path) -> String {
    let output = cargo_book(root, &["build"]);
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}
