//! The preprocessors of another book: some are missing, some were made for an older mdBook, some fail.

#[cfg(unix)]
use std::path::Path;

use crate::other_book::Other;
#[cfg(unix)]
use crate::server::Server;

#[test]
fn boxes_are_made_here_and_what_is_not_installed_is_left_out_and_told() {
    let config = "[preprocessor.course]\n[preprocessor.admonish]\nassets_version = \"3.1.0\"\n";
    let other = Other::new(&[
        ("book.toml", config),
        (
            "src/tea.md",
            "# Tea\n\n```admonish tip\nA box.\n```\n\n```admonish titel=\"x\"\nAnother.\n```\n",
        ),
    ]);
    let server = other.serve(&[]);
    let page = server.client.get("/tea.html").body;
    assert!(page.contains("admonish-tip"), "{page}");
    let said = other.said();
    assert!(said.contains("cargo install mdbook-course"), "{said}");
}

/// A program in the book's folder.
#[cfg(unix)]
fn script(other: &Other, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    other.write("change.sh", &format!("#!/bin/sh\n{text}"));
    let file = other.book.join("change.sh");
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
const CHANGE: &str = "[preprocessor.change]\ncommand = \"./change.sh\"\n";

#[cfg(unix)]
#[test]
fn a_preprocessor_that_was_made_for_an_older_mdbook_is_asked_in_its_way() {
    let other = Other::new(&[("book.toml", CHANGE)]);
    script(
        &other,
        "[ \"$1\" = supports ] && exit 0\ninput=$(cat)\n\
         case $input in *'{\"sections\"'*) ;; *) exit 1;; esac\n\
         printf %s \"$input\" | sed -e 's/^.*,{\"sections\"/{\"sections\"/' -e 's/]$//' -e 's/# Tea/# Coffee/'\n",
    );
    let server = other.serve(&[]);
    assert!(server.client.get("/tea.html").body.contains("Coffee"));
}

#[cfg(unix)]
#[test]
fn one_that_comes_with_the_book_is_told_with_its_folder() {
    let config = format!("[preprocessor.own]\n{CHANGE}after = [\"own\"]\n");
    let other = Other::new(&[
        ("book.toml", &config),
        (
            "helpers/own/Cargo.toml",
            "[package]\nname = \"mdbook-own\"\n",
        ),
    ]);
    script(&other, "exit 1\n");
    let _server = other.serve(&[]);
    let said = other.said();
    let folder = other.book.join("helpers/own");
    let remedy = format!("`cargo install --path {}` brings it", folder.display());
    assert!(said.contains(&remedy), "{said}");
    assert!(!said.contains("which was not found"), "{said}");
}

#[cfg(unix)]
#[test]
fn one_that_fails_is_told_in_its_own_words() {
    let other = Other::new(&[("book.toml", CHANGE)]);
    script(
        &other,
        "echo \"error: the compiler is not there\" >&2\necho \"help: install it\" >&2\necho Backtrace >&2\nexit 1\n",
    );
    let _server = other.serve(&[]);
    let note = "note: the preprocessor change is left out, since it failed (exit status: 1): the compiler is not there; \
        install it\n";
    assert!(other.said().contains(note), "{}", other.said());
}

#[cfg(unix)]
#[test]
fn preprocessors_see_nothing_of_the_cargo_that_started_the_server() {
    let other = Other::new(&[("book.toml", CHANGE)]);
    let seen = other.cache.join("seen.txt");
    let text = format!("env > '{}'\nexit 1\n", seen.display());
    script(&other, &text);
    let mut command = other.command(&["serve", "--port", "0", "--while-stdin", "--book"]);
    command.arg(&other.book);
    let libraries = Path::new(crate::server::program())
        .parent()
        .unwrap()
        .to_owned();
    command.env(
        "LD_LIBRARY_PATH",
        format!("{}:/somewhere", libraries.display()),
    );
    command
        .env("CARGO", "cargo")
        .env("CARGO_PKG_NAME", "cargo-book");
    command
        .env("RUSTUP_TOOLCHAIN", "stable")
        .env("CARGO_TERM_QUIET", "false");
    let _server = Server::await_start(command);
    let seen = std::fs::read_to_string(seen).unwrap();
    for name in ["CARGO=", "CARGO_PKG_NAME=", "RUSTUP_TOOLCHAIN="] {
        assert!(!seen.lines().any(|line| line.starts_with(name)), "{seen}");
    }
    assert!(seen.contains("LD_LIBRARY_PATH=/somewhere\n"), "{seen}");
    assert!(seen.contains("CARGO_TERM_QUIET=false"), "{seen}");
}
