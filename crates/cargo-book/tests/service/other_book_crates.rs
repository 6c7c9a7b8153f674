//! The crates of another book's programs: the usual ones, those of its `book.toml`, those of the command line.

use std::path::Path;

use serde_json::{Value, json};

use crate::other_book::Other;
use crate::server::{Server, exit, text};

/// The usual crates in a small size, and others.
const CRATES: [(&str, &str); 5] = [
    ("tokio", "pub fn brew() -> &'static str { \"tea\" }"),
    ("rayon", ""),
    ("futures", ""),
    ("green-tea", "pub fn leaf() -> u32 { 7 }"),
    ("kettle", "pub fn boil() -> u32 { 100 }"),
];

/// A book that wishes for green tea, and whose usual crates are those beside it.
fn book() -> Other {
    let config = "[book]\ntitle = \"Tea\"\n[preprocessor.cargo-book]\nrenderers = []\n\
        [preprocessor.cargo-book.crates]\ngreen-tea = { path = \"../crates/green-tea\" }\n";
    let other = Other::new(&[("book.toml", config)]);
    for (name, code) in CRATES {
        let folder = format!("../crates/{name}");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"1.2.3\"\nedition = \"2021\"\n[workspace]\n"
        );
        other.write(&format!("{folder}/Cargo.toml"), &manifest);
        other.write(&format!("{folder}/src/lib.rs"), code);
    }
    other
}

/// `--with` for crates beside the book.
fn with(other: &Other, names: &[&str]) -> Vec<String> {
    let wish = |name: &&str| {
        let folder = other.book.parent().unwrap().join("crates").join(name);
        let wish = format!("{name} = {{ path = {:?} }}", folder.to_str().unwrap());
        ["--with".to_owned(), wish]
    };
    names.iter().flat_map(wish).collect()
}

fn serve(other: &Other, names: &[&str]) -> Server {
    let wishes = with(other, names);
    let wishes: Vec<&str> = wishes.iter().map(String::as_str).collect();
    let server = other.serve(&wishes);
    server.wait_until_ready();
    server
}

fn crates(server: &Server) -> Vec<Value> {
    let answer = server.client.post_json("/meta/crates", &json!({})).json();
    answer["crates"].as_array().unwrap().clone()
}

#[test]
fn programs_have_the_crates_that_were_wished_for_and_the_next_start_makes_nothing_anew() {
    let other = book();
    let names = ["tokio", "rayon", "futures", "kettle"];
    let server = serve(&other, &names);
    let told = crates(&server);
    let ids: Vec<&str> = told.iter().filter_map(|told| told["id"].as_str()).collect();
    assert_eq!(ids, ["tokio", "rayon", "futures", "green_tea", "kettle"]);
    assert!(
        told.iter().all(|told| told["version"] == "1.2.3"),
        "{told:?}"
    );
    let code = "fn main() { println!(\"{} {}\", green_tea::leaf(), kettle::boil()); }";
    for mode in ["debug", "release"] {
        let events = server.run_with(json!({ "code": code, "mode": mode }));
        assert_eq!(text(&events, "stdout"), "7 100\n", "{events:#?}");
        assert_eq!(exit(&events)["success"], true);
    }
    drop(server);
    let packages = other.cache.join("cargo-book/crates");
    let lockfile = |folder: &Path| {
        let package = std::fs::read_dir(folder).unwrap().flatten().next().unwrap();
        std::fs::metadata(package.path().join("Cargo.lock"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = lockfile(&packages);
    let server = serve(&other, &names);
    assert_eq!(text(&server.run(code), "stdout"), "7 100\n");
    assert_eq!(lockfile(&packages), before);
    assert_eq!(std::fs::read_dir(&packages).unwrap().count(), 1);
}

#[test]
fn plain_mdbook_passes_over_the_table() {
    let other = book();
    let stock = mdbook_driver::MDBook::load(&other.book).unwrap();
    stock.build().unwrap();
    assert!(other.book.join("book/tea.html").is_file());
}

#[test]
fn a_crate_that_is_missing_is_told_with_the_option_that_brings_it() {
    let other = book();
    let server = serve(&other, &["tokio", "rayon", "futures"]);
    for code in [
        "use kettle::boil;\nfn main() { boil(); }",
        "extern crate kettle;\nfn main() {}",
    ] {
        let question = json!({ "optimize": "0", "code": code, "edition": "2021" });
        let answer = server.client.post_json("/evaluate.json", &question).json();
        let result = answer["result"].as_str().unwrap();
        assert!(
            result.contains("std, tokio, rayon, futures, green_tea"),
            "{result}"
        );
        assert!(result.contains("`--with kettle`"), "{result}");
    }
}

#[test]
fn a_wish_that_is_not_understood_is_told() {
    let other = book();
    let mut command = other.command(&["serve", "--with", "a b", "--book"]);
    command.arg(&other.book);
    assert!(!command.output().unwrap().status.success());
    other.write("book.toml", "[preprocessor.cargo-book.crates]\ntea = 1\n");
    let output = other
        .command(&["serve", "--book"])
        .arg(&other.book)
        .status()
        .unwrap();
    assert!(!output.success());
    let said = other.said();
    assert!(
        said.contains("book.toml") && said.contains("tea = 1"),
        "{said}"
    );
}

#[test]
fn outside_of_every_book_a_program_is_run_and_the_doctor_says_what_is_there() {
    let other = book();
    other.write(
        "../boil.rs",
        "fn main() { println!(\"{}\", kettle::boil()); }\n",
    );
    let mut command = other.command(&["run", "../boil.rs"]);
    command.args(with(&other, &["tokio", "rayon", "futures", "kettle"]));
    let output = command.output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "100\n",
        "{}",
        other.said()
    );
    let output = other.command(&["doctor"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("prepared crates: tokio, rayon, futures"),
        "{said}"
    );
    assert!(said.contains(other.cache.to_str().unwrap()), "{said}");
    assert!(!said.contains("Chromium"), "{said}");
}
