//! `cargo book serve --book`: another mdBook, its files and its stock Run buttons.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::server::{Server, files_below};

/// Another book, and a folder for what is kept for it.
pub(crate) struct Other {
    /// Holds both.
    _folder: tempfile::TempDir,
    /// Where its `book.toml` is.
    pub book: PathBuf,
    /// In the place of the user's cache.
    pub cache: PathBuf,
}

impl Other {
    /// A book with these files; a summary and a page are there unless they are among them.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let other = Other {
            book: folder.path().join("book"),
            cache: folder.path().join("cache"),
            _folder: folder,
        };
        let usual = [
            ("book.toml", "[book]\ntitle = \"Other\"\n"),
            ("src/SUMMARY.md", "- [Tea](tea.md)\n"),
            ("src/tea.md", "# Tea\n"),
        ];
        for (path, text) in usual.iter().chain(files) {
            other.write(path, text);
        }
        other
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.book.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// `cargo book` with these arguments, started outside of every book.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        std::fs::create_dir_all(&self.cache).unwrap();
        let mut command = Command::new(crate::server::program());
        command.args(arguments).current_dir(&self.cache);
        command.env("XDG_CACHE_HOME", &self.cache);
        // The crates are not wanted here, and nobody waits for a network.
        command.env("CARGO_NET_OFFLINE", "true");
        command.env("CARGO_HOME", self.cache.join("cargo-home"));
        command.stderr(std::fs::File::create(self.stderr()).unwrap());
        command
    }

    pub(crate) fn serve(&self, arguments: &[&str]) -> Server {
        let mut command = self.command(&["serve", "--port", "0", "--while-stdin", "--book"]);
        command.arg(&self.book).args(arguments);
        Server::await_start(command)
    }

    fn stderr(&self) -> PathBuf {
        self.cache.join("stderr.txt")
    }

    /// What was written to stderr.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(self.stderr()).unwrap()
    }
}

fn evaluate(server: &Server, code: &str) -> String {
    let question = json!({ "version": "stable", "optimize": "0", "code": code, "edition": "2021" });
    let answer = server
        .client
        .post_json("/evaluate.json?stderr=", &question)
        .json();
    answer["result"].as_str().expect("there is a result").into()
}

#[test]
fn nothing_is_written_into_the_book_and_all_of_ours_is_in_one_folder() {
    let other = Other::new(&[(
        "src/SUMMARY.md",
        "- [Tea](tea.md)\n- [Missing](missing.md)\n",
    )]);
    let before = files_below(&other.book);
    let server = other.serve(&[]);
    assert!(server.client.get("/toc.html").body.contains("Missing"));
    assert_eq!(server.client.get("/missing.html").status, 404);
    assert!(server.end().success());
    assert_eq!(files_below(&other.book), before);
    assert!(other.said().contains("missing.md"), "{}", other.said());
    let entries = std::fs::read_dir(&other.cache).unwrap().flatten();
    let ours: Vec<_> = entries.map(|entry| entry.file_name()).collect();
    assert!(ours.iter().any(|name| name == "cargo-book"), "{ours:?}");
    let help = other.command(&["--help"]).output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let kept = other.cache.join("cargo-book");
    assert!(help.contains(kept.to_str().unwrap()), "{help}");
}

#[test]
fn cargo_itself_adds_a_word_to_the_arguments() {
    let other = Other::new(&[]);
    let version = other.command(&["book", "--version"]).output().unwrap();
    assert!(version.status.success());
}

#[test]
fn a_refusal_is_a_result_and_a_token_is_asked_for_when_run_is_pressed() {
    let other = Other::new(&[]);
    let server = other.serve(&["--token", "a-token-of-some-length"]);
    let crates = server.client.post_json("/meta/crates", &json!({}));
    assert_eq!(crates.status, 200, "{}", crates.body);
    assert_eq!(crates.json()["crates"][0]["id"], "tokio");
    assert!(evaluate(&server, "fn main() {}").contains("asks for a token"));
    drop(server);
    let server = other.serve(&[]);
    let result = evaluate(&server, &"x".repeat(70 * 1024));
    assert!(result.contains("too large: 64 KiB"), "{result}");
}

#[test]
fn a_result_has_the_standard_error_and_says_how_the_program_ended() {
    let other = Other::new(&[]);
    let server = other.serve(&[]);
    let result = evaluate(&server, "fn main() { print!(\"a\"); eprintln!(\"b\"); }");
    assert_eq!(result, "a\nb\n");
    let result = evaluate(&server, "fn main() { unsafe { *(1 as *mut u8) = 0 } }");
    assert!(result.contains("signal 11 (SIGSEGV)"), "{result}");
    let result = evaluate(
        &server,
        "fn main() { print!(\"a\"); std::process::exit(3) }",
    );
    assert_eq!(result, "a\nThe program ended with exit code 3.\n");
    let question = json!({ "version": "nightly", "optimize": "0", "code": "fn main() {}" });
    let answer = server.client.post_json("/evaluate.json", &question).json();
    let result = answer["result"].as_str().unwrap();
    assert!(result.contains("cargo +nightly book serve"), "{result}");
}

#[test]
fn the_books_own_page_for_404_has_its_styles() {
    let config = "[output.html]\nsite-url = \"/team/handbook/\"\ninput-404 = \"lost.md\"\n";
    let other = Other::new(&[("book.toml", config), ("src/lost.md", "# Lost and found\n")]);
    let server = other.serve(&[]);
    let page = server.client.get("/no/x.html");
    assert_eq!(page.status, 404);
    assert!(page.body.contains("Lost and found"), "{}", page.body);
    assert!(page.body.contains("<base href=\"/\">"), "{}", page.body);
}

#[test]
fn files_of_every_name_are_served_as_what_they_are() {
    let other = Other::new(&[
        (
            "src/SUMMARY.md",
            "- [Tea](tea.md)\n- [Notes](notes-20260131.md)\n- [Io](deep/std::io.md)\n- [All](100%.md)\n",
        ),
        ("src/notes-20260131.md", "# Notes\n"),
        ("src/deep/std::io.md", "# Io\n"),
        ("src/100%.md", "# All\n"),
        (
            "src/DRAWING.SVG",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
        ("src/.cargo/config.toml", "a = 1\n"),
        ("src/Makefile", "all:\n"),
        ("src/shot-20260131.txt", "0123456789"),
        ("src/run/index.md", "no page"),
        ("src/run/a.txt", "in a folder of that name"),
    ]);
    let server = other.serve(&[]);
    for (path, kind) in [
        ("/DRAWING.SVG", "image/svg+xml"),
        ("/.cargo/config.toml", "text/plain; charset=utf-8"),
        ("/Makefile", "text/plain; charset=utf-8"),
        ("/deep/std::io.html", "text/html; charset=utf-8"),
        ("/100%.html", "text/html; charset=utf-8"),
        ("/run/a.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = server.client.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{path}"
        );
    }
    for path in ["/notes-20260131.html", "/shot-20260131.txt"] {
        let answer = server.client.get(path);
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    let range = [("Range", "bytes=2-4")];
    let part = server.client.ask("GET", "/shot-20260131.txt", &range, "");
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), "bytes 2-4/10");
    assert_eq!(server.client.get("/run").status, 404);
}

#[test]
fn pages_may_be_framed_by_the_book_alone_and_ask_this_server_whatever_their_head_is() {
    let theme = "<!DOCTYPE html><html><HEAD prefix=\"og: https://ogp.me/ns#\"><script>first()</script></HEAD>\
        <body>{{{ content }}}</body></html>";
    let other = Other::new(&[("theme/index.hbs", theme)]);
    let server = other.serve(&[]);
    let page = server.client.get("/tea.html");
    let script = page.body.find("/book/playground.js").expect("it is there");
    assert!(script < page.body.find("first()").unwrap(), "{}", page.body);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(policy.contains("object-src 'self'"), "{policy}");
    assert_eq!(page.header("x-frame-options"), "SAMEORIGIN");
}

#[test]
fn a_book_for_an_older_mdbook_is_built_and_what_is_passed_over_is_told() {
    let config = "[book]\ntitle = \"Old\"\nmultilingual = false\n[output.html]\ncurly-quotes = true\n\
        google-analytics = \"UA\"\nadditional-css = [\"extra.css\"]\n";
    let other = Other::new(&[
        ("book.toml", config),
        ("extra.css", "body {}\n"),
        (
            "src/SUMMARY.md",
            "- [Tea](tea.md)\n  - [To do](tea.md)\n  - [Later](tea.md)\n",
        ),
    ]);
    let server = other.serve(&[]);
    let page = server.client.get("/tea.html").body;
    assert!(page.contains("extra-"), "{page}");
    let contents = server.client.get("/toc.html").body;
    assert!(contents.contains("To do"), "{contents}");
    assert_eq!(contents.matches("tea.html").count(), 1, "{contents}");
    let said = other.said();
    assert!(
        said.contains(
            "names pages more than once, and all but the first line are shown as drafts: tea.md"
        ),
        "{said}"
    );
    assert!(said.contains("book.multilingual is not known"), "{said}");
    assert!(
        said.contains("output.html.google-analytics is not known"),
        "{said}"
    );
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn templates_for_an_older_mdbook_are_left_out_and_told() {
    let template =
        "<html><head></head><body>{{#previous}}a{{/previous}}{{{ content }}}</body></html>";
    let other = Other::new(&[
        ("theme/index.hbs", template),
        ("theme/css/general.css", "body { color: teal }"),
    ]);
    let server = other.serve(&[]);
    let page = server.client.get("/tea.html").body;
    let start = page
        .find("css/general-")
        .expect("the theme's styles are kept");
    let style: String = page[start..].chars().take_while(|c| *c != '"').collect();
    let style = server.client.get(&format!("/{style}")).body;
    assert!(style.contains("teal"), "{style}");
    assert!(
        other.said().contains("templates are left out"),
        "{}",
        other.said()
    );
}
