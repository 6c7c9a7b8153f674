//! A small book with one of everything.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use tempfile::TempDir;

/// The program under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_cargo-book");

const SETTINGS: &str = r##"[book]
title = "Small"
[preprocessor.listings]
command = "nothing that could be run"
before = ["links"]
[preprocessor.admonish]
command = "nothing that could be run"
after = ["listings"]
assets_version = "3.1.0"
on_failure = "bail"
[preprocessor.admonish.directive.custom]
notes = { title = "The notes say", color = "#123456", icon = "none.svg" }
"##;

const MANIFEST: &str = r#"[package]
name = "part-page"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true

[lints]
workspace = true

[[bin]]
name = "hello"
test = false
"#;

/// The one listing.
pub(crate) const PROGRAM: &str = "// region: hidden\nuse std::thread;\n// endregion\n\nfn main() {\n    println!(\"{{}} </script>\");\n\n    thread::yield_now();\n}\n";

const PAGE: &str = "# Page\n\nText.\n{{#listing hello A *first* one}}\nMore \"text\".\n\n- item\n\n  {{#edit louder}}\n\n\
    {{#exercise sum Sum it}}\n\n{{#python hello_py}}\n\n{{#picture lanes.svg}}\n\n\
    ```admonish notes\nThey say.\n```\n\n\\{{#quiz}} stands for:\n\n{{#quiz}}\n\n## End\n";

const QUIZ: &str = r#"[[question]]
kind = "compiles"
ask = "Does it?"
listing = "hello"
[[question.option]]
text = "Yes"
correct = true
why = "It does."
[[question.option]]
text = "No"
why = "It does."
"#;

const PICTURE: &str =
    "<svg role=\"img\" viewBox=\"0 0 1 1\"><title>Lanes</title>\n\n<desc>One lane.</desc></svg>";

const FILES: [(&str, &str); 22] = [
    ("book.toml", SETTINGS),
    ("theme/js/dist/page.js", "\"use strict\";\n"),
    ("src/SUMMARY.md", "# Summary\n\n- [Page](part/page.md)\n"),
    ("src/part/page.md", PAGE),
    ("src/part/page.quiz.toml", QUIZ),
    ("src/part/lanes.svg", PICTURE),
    ("listings/part/page/Cargo.toml", MANIFEST),
    ("listings/part/page/src/bin/hello.rs", PROGRAM),
    (
        "listings/part/page/src/bin/hello.stdout",
        "#! vary: times\n   0 ms | main | start\n{} </script> ⟦7⟧\n",
    ),
    (
        "listings/part/page/edits/louder.toml",
        "listing = \"hello\"\nsay = \"Say it louder.\"\nfind = \"yield_now\"\nreplace = \"park\"\n",
    ),
    ("listings/part/page/edits/louder.stdout", "HELLO\n"),
    (
        "listings/part/page/exercises/sum/start.rs",
        "fn sum() -> i32 {\n    0\n}\n",
    ),
    (
        "listings/part/page/exercises/sum/solution.rs",
        "fn sum() -> i32 {\n    1\n}\n",
    ),
    (
        "listings/part/page/exercises/sum/check.rs",
        "#[cfg(test)]\nmod check {\n    use super::*;\n}\n",
    ),
    (
        "listings/part/page/exercises/sum/wrong/two.rs",
        "//! Two.\n// 2\n",
    ),
    (
        "listings/part/page/exercises/sum/wrong/six.rs",
        "//! Six.\n// 6\n",
    ),
    (
        "listings/part/page/exercises/sum/wrong/ten.rs",
        "//! Ten.\n// 10\n",
    ),
    (
        "listings/part/page/exercises/sum/right/loops.rs",
        "//! Loops.\n// 3\n",
    ),
    (
        "listings/part/page/exercises/sum/right/folds.rs",
        "//! Folds.\n// 4\n",
    ),
    (
        "listings/part/page/python/hello_py.py",
        "print(\"hello\")\n",
    ),
    ("listings/part/page/python/hello_py.stdout", "hello\n"),
    ("src/part/notes.txt", "copied as it is\n"),
];

/// Writes the small book into a folder of its own.
pub(crate) fn book() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in FILES {
        write(folder.path(), file, text);
    }
    folder
}

/// Writes a file of the book.
pub(crate) fn write(root: &Path, file: &str, text: &str) {
    let file = root.join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Changes a file of the book.
pub(crate) fn change(root: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(file)).unwrap();
    assert!(text.contains(from), "{file} has {from}");
    write(root, file, &text.replace(from, to));
}

/// Runs `cargo book` with these arguments.
pub(crate) fn cargo_book(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(BINARY);
    command
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Runs `cargo book build`, which must succeed; what it said.
pub(crate) fn build(root: &Path) -> Output {
    let output = cargo_book(root, &["build"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Runs `cargo book build`, which must fail; what it said.
pub(crate) fn errors(root: &Path) -> String {
    let output = cargo_book(root, &["build"]);
    assert!(!output.status.success(), "the build fails");
    String::from_utf8(output.stderr).unwrap()
}

/// Has mdBook itself build the book, in its own language or in another one: it asks our commands, as `mdbook build` does.
pub(crate) fn mdbook(root: &Path, language: Option<&str>) {
    let mut config = Config::from_disk(root.join("book.toml")).unwrap();
    if let Some(language) = language {
        config.book.language = Some(language.to_owned());
    }
    for name in ["listings", "admonish"] {
        let command = format!("{BINARY} preprocess {name}");
        let key = format!("preprocessor.{name}.command");
        config.set(key, command).unwrap();
    }
    let book = MDBook::load_with_config(root, config).unwrap();
    book.build().unwrap();
}

/// What stands in the one page, without mdBook's frame.
pub(crate) fn page(root: &Path) -> String {
    let page = fs::read_to_string(root.join("book/part/page.html")).unwrap();
    let (_, main) = page.split_once("<main>").unwrap();
    main.split_once("</main>").unwrap().0.to_owned()
}
