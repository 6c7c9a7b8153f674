//! `cargo book serve`: the site, the watching, the messages.

use std::path::Path;

use crate::ears::Ears;
use crate::server::{Server, command, quietly, shared, smallest_book};

/// A book of one page that is no part of a repository.
fn small_book() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "book.toml",
        "[book]\ntitle = \"Small\"\n[build]\ncreate-missing = false\n",
    );
    write("src/SUMMARY.md", "# Summary\n\n- [Tea](tea.md)\n");
    write("src/tea.md", "# Tea\n\nThe first text.\n");
    folder
}

#[test]
fn pages_are_served_with_the_script_that_reloads_them() {
    let client = &shared().client;
    let page = client.get("/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.body.contains("<script src=\"/book/live.js\""));
    let script = client.get("/book/live.js");
    assert!(script.header("content-type").starts_with("text/javascript"));
    assert!(script.body.contains("EventSource"));
}

#[test]
fn a_page_that_is_not_there_is_the_books_own_404() {
    let page = shared().client.get("/no/such/page.html");
    assert_eq!(page.status, 404);
    assert!(page.body.contains("</html>"), "{}", page.body);
}

#[test]
fn nothing_outside_of_the_site_is_served() {
    let client = &shared().client;
    for path in [
        "/../Cargo.toml",
        "/../../Cargo.toml",
        "/%2e%2e/%2e%2e/Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/..%5c..%5cCargo.toml",
        "/css/../../../Cargo.toml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/.%00/index.html",
        "/./.nojekyll",
    ] {
        let answer = client.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("[workspace]") && !answer.body.contains("root:"));
    }
}

/// A page waits for its scripts: they come in the shorter coding to those who take it.
#[test]
fn a_script_is_shorter_still_in_brotli() {
    let client = &shared().client;
    let page = client.get("/").body;
    let (_, script) = page.split_once("<script defer src=\"").unwrap();
    let (script, _) = script.split_once('"').unwrap();
    let length = |codings| {
        let path = format!("/{script}");
        let answer = client.ask("GET", &path, &[("Accept-Encoding", codings)], "");
        let coding = answer.header("content-encoding").to_owned();
        (
            coding,
            answer.header("content-length").parse::<usize>().unwrap(),
        )
    };
    let ((gzip, longer), (brotli, shorter)) = (length("gzip"), length("gzip, br"));
    assert_eq!((gzip.as_str(), brotli.as_str()), ("gzip", "br"));
    assert!(shorter < longer, "{shorter} of {longer}");
}

#[test]
fn a_page_is_compressed_tagged_and_not_sent_twice() {
    let client = &shared().client;
    let plain = client.get("/");
    let compressed = client.ask("GET", "/", &[("Accept-Encoding", "gzip, br")], "");
    assert_eq!(compressed.header("content-encoding"), "gzip");
    let length = |answer: &crate::client::Answer| answer.header("content-length").parse::<usize>();
    assert!(length(&compressed).unwrap() < length(&plain).unwrap() / 2);
    assert_eq!(plain.header("cache-control"), "no-cache");
    let tag = plain.header("etag");
    assert!(tag.len() > 10, "{tag}");
    let again = client.ask("GET", "/", &[("If-None-Match", tag)], "");
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let other = client.ask("GET", "/", &[("If-None-Match", "\"other\"")], "");
    assert_eq!(other.status, 200);
}

#[test]
fn a_file_with_a_hash_in_its_name_is_kept() {
    let client = &shared().client;
    let page = client.get("/").body;
    let start = page
        .find("theme/js/dist/entry-")
        .expect("mdBook hashes its scripts");
    let path: String = page[start..].chars().take_while(|c| *c != '"').collect();
    let script = client.get(&format!("/{path}"));
    assert_eq!(script.status, 200);
    assert!(script.header("cache-control").contains("immutable"));
}

#[test]
fn only_reading_is_possible_on_a_page() {
    let answer = shared().client.ask("POST", "/index.html", &[], "");
    assert_eq!(answer.status, 405);
    let head = shared().client.ask("HEAD", "/", &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn a_changed_page_is_built_and_told_and_a_broken_one_leaves_the_last_good_book() {
    let book = small_book();
    let server = Server::start(book.path());
    let tea = book.path().join("src/tea.md");
    assert!(
        server
            .client
            .get("/tea.html")
            .body
            .contains("The first text.")
    );
    let mut ears = Ears::open(&server);
    let (name, first) = ears.next();
    assert_eq!(name, "reload");

    std::fs::write(&tea, "# Tea\n\nThe second text.\n").unwrap();
    let (name, second) = ears.next();
    assert_eq!(name, "reload");
    assert_ne!(first, second);
    assert!(
        server
            .client
            .get("/tea.html")
            .body
            .contains("The second text.")
    );

    std::fs::write(book.path().join("src/SUMMARY.md"), "- [Tea](missing.md)\n").unwrap();
    let (name, why) = ears.next();
    assert_eq!(name, "broken");
    assert!(why.contains("missing.md"), "{why}");
    assert!(
        server
            .client
            .get("/tea.html")
            .body
            .contains("The second text.")
    );

    std::fs::write(book.path().join("src/SUMMARY.md"), "- [Tea](tea.md)\n").unwrap();
    assert_eq!(ears.next().0, "reload");
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_ends_takes_its_site_with_it() {
    let book = small_book();
    let server = Server::start(book.path());
    let target = book.path().join("target");
    let site = |id: u32| target.join(format!("cargo-book-site-{id}"));
    let is_there = |start: &Path| {
        let entries = std::fs::read_dir(&target).unwrap().flatten();
        let start = start.to_string_lossy().into_owned();
        entries
            .map(|entry| entry.path())
            .any(|path| path.to_string_lossy().starts_with(&start))
    };
    let folder = site(server.id());
    assert!(is_there(&folder));
    assert!(server.end().success());
    assert!(!is_there(&folder));
}

#[test]
fn a_busy_port_is_told_with_its_remedy() {
    let busy = shared().client.port.to_string();
    let output = command(&["serve", "--port", &busy]).output().unwrap();
    assert!(!output.status.success());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains(&format!("port {busy} is in use")),
        "{stderr}"
    );
    assert!(stderr.contains("--port"), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn a_folder_without_a_book_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = command(&["serve", "--dir"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains("book.toml") && stderr.contains("--dir"),
        "{stderr}"
    );
}

#[test]
fn the_start_says_where_and_how_well_protected() {
    let server = shared();
    assert!(
        server
            .said
            .contains(&format!("http://{}/", server.client.host()))
    );
    assert!(server.said.contains("tier "), "{}", server.said);
    assert!(
        server.said.contains("Not protected against"),
        "{}",
        server.said
    );
}

#[test]
fn the_ways_of_mdbook_to_say_it_are_understood() {
    let folder = smallest_book("as-mdbook-says-it");
    let mut like_mdbook = command(&["serve"]);
    like_mdbook.arg(&folder);
    like_mdbook.args(["-p", "0", "--hostname", "localhost", "--while-stdin"]);
    like_mdbook.env("CARGO_TARGET_DIR", folder.join("target"));
    quietly(&mut like_mdbook, &folder);
    let server = Server::await_start(like_mdbook);
    assert_eq!(server.client.get("/tea.html").status, 200);
    let site = folder.join("site");
    let mut build = command(&["build"]);
    build.arg(&folder).arg("-d").arg(&site);
    assert!(build.output().unwrap().status.success());
    assert!(site.join("tea.html").is_file());
    let mut two = command(&["build", "--dir", "."]);
    let said = two.arg(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("two folders are named"), "{said}");
}
