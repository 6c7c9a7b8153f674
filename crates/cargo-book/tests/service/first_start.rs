//! The first start on a machine: what has to be there, and what is said when it is not.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::{Server, exit, first, serve_smallest, smallest_book, text};

/// A program that cannot be compiled without the crates.
const BREW: &str = "fn main() { println!(\"{}\", tokio::brew()); }";

/// The same as a listing.
const LISTING: &str = "fn main() {\n    println!(\"{}\", tokio::brew());\n}\n";

const TOKIO: &str = "tokio.path = \"../tokio\"";

const WORKSPACE: &str = r#"
[workspace]
resolver = "3"
members = ["cargo-book", "prelude", "tests", "listings/*/*"]
[workspace.package]
version = "1.2.3"
edition = "2024"
rust-version = "1.88"
license = "MIT"
publish = false
[workspace.dependencies]
tokio.path = "tokio"
[workspace.lints.rust]
unsafe_code = "forbid"
"#;

const POT: &str = r#"
[package]
name = "tea-pot"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true
[lints]
workspace = true
[[bin]]
name = "brew"
test = false
[dependencies]
tokio.workspace = true
"#;

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// A small book with a listing, with crates of its own, and with a package of tests that needs what `tests` says.
fn book_with_crates(name: &str, tokio: &str, tests: &str) -> PathBuf {
    let folder = smallest_book(name);
    let prelude = format!("{tokio}\nrayon.path = \"../rayon\"\nfutures.path = \"../futures\"");
    for (package, library, code, dependencies) in [
        (
            "tokio",
            "tokio",
            "pub fn brew() -> &'static str { \"tea\" }",
            "",
        ),
        ("rayon", "rayon", "", ""),
        ("futures", "futures", "", ""),
        ("cargo-book", "cargo_book", "", ""),
        ("tests", "tests", "", tests),
        (
            "prelude",
            "book_prelude",
            "pub use {futures, rayon, tokio};",
            &prelude,
        ),
    ] {
        let manifest = format!(
            "[package]\nname = \"{package}\"\nversion = \"1.2.3\"\nedition = \"2024\"\n\
             [lib]\nname = \"{library}\"\n[dependencies]\n{dependencies}\n"
        );
        let folder = folder.join(package);
        write(&folder, &[("Cargo.toml", &manifest), ("src/lib.rs", code)]);
    }
    let files = [
        ("Cargo.toml", WORKSPACE),
        ("listings/tea/pot/Cargo.toml", POT),
        ("listings/tea/pot/src/bin/brew.rs", LISTING),
        ("listings/tea/pot/src/bin/brew.stdout", "tea\n"),
        ("src/SUMMARY.md", "- [Tea](tea/pot.md)\n"),
        ("src/tea/pot.md", "# Tea\n\n{{#listing brew Tea}}\n"),
    ];
    write(&folder, &files);
    folder
}

/// Serves the book with nothing in cargo's own folder, and without a network.
fn serve(folder: &Path) -> Command {
    let mut command = serve_smallest(folder);
    command.env("CARGO_HOME", folder.join("cargo-home"));
    command.env("CARGO_NET_OFFLINE", "true");
    command
}

#[track_caller]
fn brews(server: &Server) {
    for (code, prebuilt) in [(LISTING, true), (BREW, false)] {
        let events = server.run(code);
        assert_eq!(
            first(&events, "running")["prebuilt"],
            prebuilt,
            "{events:#?}"
        );
        assert_eq!(text(&events, "stdout"), "tea\n", "{events:#?}");
        assert_eq!(exit(&events)["success"], true, "{events:#?}");
    }
}

#[test]
fn what_only_other_packages_need_does_not_have_to_be_there() {
    let folder = book_with_crates("first_start_enough", TOKIO, "teapot = \"1\"");
    let index = format!(
        r#"{{"name":"teapot","vers":"1.0.0","deps":[],"cksum":"{:064}","features":{{}},"yanked":false}}"#,
        0
    );
    let source = "[source.crates-io]\nreplace-with = \"shelf\"\n[source.shelf]\nlocal-registry = \"shelf\"\n";
    // The registry knows of a teapot, and has none.
    let files = [
        ("shelf/index/te/ap/teapot", &index[..]),
        (".cargo/config.toml", source),
    ];
    write(&folder, &files);
    let server = Server::await_start(serve(&folder));
    server.wait_until_ready();
    brews(&server);
    let crates = server
        .client
        .post_json("/meta/crates", &serde_json::json!({}));
    assert_eq!(crates.json()["crates"][0]["version"], "1.2.3");
}

#[test]
fn crates_that_were_swept_away_are_made_again() {
    let folder = book_with_crates("first_start_swept", TOKIO, "");
    let server = Server::await_start(serve(&folder));
    server.wait_until_ready();
    let cache = folder.join("target/cargo-book-cache");
    std::fs::remove_dir_all(&cache).unwrap();
    let health = server.client.get("/healthz").json();
    assert_eq!(health["ready"], false, "{health}");
    brews(&server);
    server.wait_until_ready();
}

#[test]
fn crates_that_cannot_be_downloaded_are_told_with_the_remedy() {
    let folder = book_with_crates("first_start_cut_off", "tokio = \"1\"", "");
    let server = Server::await_start(serve(&folder));
    let events = server.run(BREW);
    let error = first(&events, "error")["message"].as_str().unwrap();
    assert!(error.contains("connect it to a network"), "{error}");
    assert!(error.contains("tokio"), "{error}");
    assert!(!error.contains('\n'), "{error}");
    let events = server.run("fn main() { println!(\"water\"); }");
    assert_eq!(text(&events, "stdout"), "water\n");
    let said = std::fs::read_to_string(folder.join("stderr.txt")).unwrap();
    assert!(said.contains("connect it to a network"), "{said}");
    // It is written to a file here, which has no colours.
    assert!(!said.contains('\u{1b}'), "{said}");
}

/// As root the sandbox becomes another user, who must be able to read what the compilers wrote. Anybody else stays who
/// they are.
#[cfg(unix)]
#[test]
fn a_strict_umask_hides_nothing_from_the_sandbox() {
    let folder = book_with_crates("first_start_umask", TOKIO, "");
    let usual = serve(&folder);
    let mut strict = Command::new("sh");
    strict.args(["-c", "umask 077; exec \"$0\" \"$@\""]);
    strict.arg(usual.get_program()).args(usual.get_args());
    strict.envs(
        usual
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let server = Server::await_start(strict);
    server.wait_until_ready();
    brews(&server);
}

/// A space and letters beyond ASCII, as in a home folder.
#[test]
fn a_book_can_be_in_a_folder_of_any_name() {
    let folder = book_with_crates("first_start книга о чае", TOKIO, "");
    let server = Server::await_start(serve(&folder));
    server.wait_until_ready();
    brews(&server);
}

/// Only somebody who is not root is refused.
#[cfg(unix)]
#[test]
fn sources_of_somebody_else_are_told_with_the_remedy() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("book.toml", "[book]\ntitle = \"Small\"\n"),
            ("src/SUMMARY.md", "- [Tea](tea.md)\n"),
            ("src/tea.md", "# Tea\n"),
        ],
    );
    let program = folder.path().join("program");
    std::fs::copy(crate::server::program(), &program).unwrap();
    let open = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(folder.path(), open(0o555)).unwrap();
    let mut command = Command::new(&program);
    command
        .args(["serve", "--port", "0", "--dir"])
        .arg(folder.path());
    command
        .current_dir(folder.path())
        .env_remove("CARGO_TARGET_DIR");
    if std::fs::metadata(folder.path()).unwrap().uid() == 0 {
        command.uid(61_000).gid(61_000);
    }
    let output = command.output().unwrap();
    std::fs::set_permissions(folder.path(), open(0o755)).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("cannot write") && said.contains("copy them"),
        "{said}"
    );
}
