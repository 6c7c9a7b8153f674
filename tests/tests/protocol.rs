//! Plain mdBook can build the book: the preprocessors speak its protocol, and a stock `mdbook build` succeeds.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use book_tests::repository;
use serde_json::{Value, json};

/// The program behind `cargo book`.
const PROGRAM: &str = env!("CARGO_BIN_EXE_book-under-test");

fn preprocess(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(PROGRAM)
        .arg("preprocess")
        .args(arguments)
        .current_dir(repository())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read its input closes the pipe; its answer says the rest.
    let _closed = child
        .stdin
        .take()
        .expect("stdin is piped")
        .write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// What mdBook 0.5 sends: the context, and a book with one page.
fn input(content: &str) -> String {
    let context = json!({
        "root": repository(), "renderer": "html", "mdbook_version": "0.5.4",
        "config": { "book": { "src": "src" }, "preprocessor": { "admonish": { "assets_version": "3.1.0" } } },
    });
    let chapter = json!({
        "name": "Page", "content": content, "number": [4], "sub_items": [],
        "path": "async/tasks.md", "source_path": "async/tasks.md", "parent_names": [],
    });
    json!([context, { "items": [{ "Chapter": chapter }] }]).to_string()
}

#[test]
fn html_is_supported() {
    for name in ["listings", "admonish"] {
        let output = preprocess(&[name, "supports", "html"], "");
        assert!(
            output.status.success(),
            "mdBook would skip {name} silently: {output:?}"
        );
    }
}

#[test]
fn an_unknown_preprocessor_is_an_error_in_words() {
    let output = preprocess(&["listing"], &input("# Page\n"));
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("listing"),
        "{output:?}"
    );
}

#[test]
fn a_box_comes_back_as_html() {
    let output = preprocess(
        &["admonish"],
        &input("# Page\n\n```admonish tip\nText.\n```\n"),
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let book: Value = serde_json::from_slice(&output.stdout).unwrap();
    let content = book["items"][0]["Chapter"]["content"].as_str().unwrap();
    assert!(content.contains("class=\"admonition"), "{content}");
    assert!(!content.contains("```admonish"), "{content}");
}

#[test]
fn stock_mdbook_builds_the_book() {
    let Some(mdbook) = stock_mdbook() else {
        println!(
            "skipped: no mdbook 0.5 on PATH (cargo install mdbook@0.5.4), none named by MDBOOK"
        );
        return;
    };
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stock");
    let output = Command::new(mdbook)
        .args(["build", "--dest-dir"])
        .arg(&site)
        .current_dir(repository())
        // The commands of book.toml, without Cargo in front: the same program, built for this test.
        .env(
            "MDBOOK_PREPROCESSOR__LISTINGS__COMMAND",
            format!("{PROGRAM} preprocess listings"),
        )
        .env(
            "MDBOOK_PREPROCESSOR__ADMONISH__COMMAND",
            format!("{PROGRAM} preprocess admonish"),
        )
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let page = std::fs::read_to_string(site.join("async/tasks.html")).unwrap();
    for promise in [
        "<figure class=\"listing\"",
        "class=\"admonition",
        "class=\"edit\"",
        "class=\"quiz\"",
    ] {
        assert!(page.contains(promise), "the stock build has no {promise}");
    }
}

/// mdBook 0.5 from `MDBOOK` or from PATH.
fn stock_mdbook() -> Option<PathBuf> {
    let named = std::env::var_os("MDBOOK").map(PathBuf::from);
    let program = named.unwrap_or_else(|| PathBuf::from("mdbook"));
    let version = Command::new(&program).arg("--version").output().ok()?;
    String::from_utf8_lossy(&version.stdout)
        .starts_with("mdbook v0.5")
        .then_some(program)
}
