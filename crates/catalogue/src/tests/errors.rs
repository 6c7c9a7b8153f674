//! What is wrong with a book, told with its place and the remedy.

use super::*;

#[test]
fn every_error_is_reported() {
    let book = Book::new()
        .page("notes.txt", "")
        .page("src/lib.rs", "")
        .page("src/bin/x.stdout", "");
    assert_eq!(book.errors().len(), 3);
    let all = Catalogue::load(book.folder.path()).unwrap_err().to_string();
    assert!(all.starts_with("3 errors in the listings\n"), "{all}");
}

#[test]
fn files_that_nobody_knows_are_errors() {
    Book::new()
        .page("notes.txt", "")
        .fails("notes.txt", "not known");
    Book::new()
        .page("src/lib.rs", "")
        .fails("src/lib.rs", "src/bin");
    Book::new()
        .page("src/bin/fan_in.txt", "")
        .fails("src/bin/fan_in.txt", ".rs, .stdout, .stderr");
    Book::new()
        .page("exercises/add_up/notes.md", "")
        .fails("exercises/add_up/notes.md", "check.rs");
    Book::new()
        .page("exercises/start.rs", "")
        .fails("exercises/start.rs", "folder of its own");
    Book::new()
        .page("compile_fail/no_main.stdout", "")
        .fails("compile_fail/no_main.stdout", ".rs, .stderr");
    Book::new()
        .page("tests/order.txt", "")
        .fails("tests/order.txt", ".rs");
    Book::new()
        .file("listings/readme.md", "")
        .fails("listings/readme.md", "log_helper.rs");
    Book::new()
        .file("listings/threads/readme.md", "")
        .fails("listings/threads/readme.md", "pages");
}

#[test]
fn a_record_of_nothing_is_an_error() {
    Book::new()
        .page("src/bin/fan_out.stdout", "")
        .fails("src/bin/fan_out.stdout", "no fan_out.rs");
    Book::new()
        .page("edits/other.stderr", "")
        .fails("edits/other.stderr", "no other.toml");
    Book::new()
        .page("python/other.stdout", "")
        .fails("python/other.stdout", "no other.py");
}

#[test]
fn missing_files_are_errors() {
    Book::new()
        .without("Cargo.toml")
        .fails("Cargo.toml", "missing");
    Book::new()
        .without("exercises/add_up/check.rs")
        .fails("exercises/add_up/check.rs", "cannot be read");
}

#[test]
fn a_record_that_breaks_the_grammar_is_an_error_at_its_line() {
    Book::new()
        .page("src/bin/fan_in.stdout", "#! vary: times\n#! vary2: x\n")
        .fails("src/bin/fan_in.stdout:2", "vary2");
    Book::new()
        .page("src/bin/fan_in.stdout", "one\npid ⟦7\n")
        .fails("src/bin/fan_in.stdout:2", "partner");
}

#[test]
fn names_are_unique_and_in_snake_case() {
    Book::new()
        .page("python/fan_in.py", "")
        .fails("python/fan_in.py", "src/bin/fan_in.rs has the name");
    Book::new()
        .page("python/Queue.py", "")
        .fails("python/Queue.py", "snake case");
}

#[test]
fn every_program_is_declared_without_a_test_harness() {
    let two = Book::new().page("src/bin/fan_out.rs", "fn main() {}\n");
    two.fails("Cargo.toml:12", "fan_out is not declared");
    let gone = Book::new()
        .without("src/bin/fan_in.rs")
        .without("src/bin/fan_in.stdout");
    let gone = gone
        .without("edits/say_two.toml")
        .without("edits/say_two.stdout");
    gone.fails("Cargo.toml:13", "has no file");
    let tested = MANIFEST.replace("test = false\n", "");
    Book::new()
        .page("Cargo.toml", &tested)
        .fails("Cargo.toml:13", "test = false");
}

#[test]
fn the_manifest_follows_the_workspace() {
    let other = MANIFEST.replace("threads-channels", "channels");
    Book::new()
        .page("Cargo.toml", &other)
        .fails("Cargo.toml:2", "threads-channels");
    let own = MANIFEST.replace("edition.workspace = true", "edition = \"2024\"");
    Book::new()
        .page("Cargo.toml", &own)
        .fails("Cargo.toml:4", "edition.workspace = true");
    let unlinted = MANIFEST.replace("[lints]\nworkspace = true\n", "");
    Book::new()
        .page("Cargo.toml", &unlinted)
        .fails("Cargo.toml", "lints");
    Book::new()
        .page("Cargo.toml", "[package\n")
        .fails("Cargo.toml:1", "manifest of another page");
}

#[test]
fn programs_use_only_what_readers_have() {
    let with = |line: &str| format!("{MANIFEST}\n[dependencies]\n{line}\n");
    Book::new()
        .page("Cargo.toml", &with("tokio.workspace = true"))
        .load();
    Book::new()
        .page("Cargo.toml", &with("rand.workspace = true"))
        .fails("Cargo.toml:17", "rand");
    Book::new()
        .page("Cargo.toml", &with("tokio = \"1\""))
        .fails("Cargo.toml:17", "tokio.workspace = true");
    let dev = format!("{MANIFEST}\n[dev-dependencies]\ncargo-book.workspace = true\n");
    Book::new()
        .page("Cargo.toml", &dev)
        .fails("Cargo.toml:17", "cargo-book");
}

#[test]
fn an_edit_finds_its_text_exactly_once_and_in_sight() {
    let edit = |find: &str| {
        format!("listing = \"fan_in\"\nsay = \"x\"\nfind = \"{find}\"\nreplace = \"y\"\n")
    };
    Book::new()
        .page("edits/say_two.toml", &edit("three"))
        .fails("edits/say_two.toml:3", "0 times");
    Book::new()
        .page("edits/say_two.toml", &edit("n"))
        .fails("edits/say_two.toml:3", "times in fan_in");
    Book::new()
        .page("edits/say_two.toml", &edit(""))
        .fails("edits/say_two.toml:3", "times in fan_in");
    let hidden = "// region: hidden\nuse std::io;\n// endregion\nfn main() {}\n";
    Book::new()
        .page("src/bin/fan_in.rs", hidden)
        .page("edits/say_two.toml", &edit("std"))
        .fails("edits/say_two.toml:3", "hides");
    Book::new()
        .page("src/bin/fan_in.rs", hidden)
        .page("edits/say_two.toml", &edit("main"))
        .load();
}

#[test]
fn an_edit_names_a_listing_of_its_page_and_changes_it() {
    let edit = "listing = \"other\"\nsay = \"x\"\nfind = \"one\"\nreplace = \"two\"\n";
    Book::new()
        .page("edits/say_two.toml", edit)
        .fails("edits/say_two.toml:1", "no listing other");
    let same = "listing = \"fan_in\"\nsay = \"x\"\nfind = \"one\"\nreplace = \"one\"\n";
    Book::new()
        .page("edits/say_two.toml", same)
        .fails("edits/say_two.toml", "same as `find`");
    let unknown = format!("{}expect = 3\n", edit.replace("other", "fan_in"));
    Book::new()
        .page("edits/say_two.toml", &unknown)
        .fails("edits/say_two.toml:5", "unknown field");
}

#[test]
fn what_must_not_compile_pins_its_code() {
    Book::new()
        .page("compile_fail/no_main.stderr", "error\n")
        .fails("compile_fail/no_main.stderr:1", "no error code");
    Book::new()
        .page("src/bin/fan_in.stderr", "#! error: E0001\n")
        .fails("src/bin/fan_in.stderr:1", "compiles");
    let edit = "listing = \"fan_in\"\nsay = \"x\"\nfind = \"one\"\nreplace = \"two\"\ncompile_error = \"E0001\"\n";
    Book::new()
        .page("edits/say_two.toml", edit)
        .fails("edits/say_two.stdout", "must not compile");
    let edited = Book::new()
        .page("edits/say_two.toml", edit)
        .without("edits/say_two.stdout");
    let edited = edited.page("edits/say_two.stderr", "#! error: E0002\n");
    edited.fails("edits/say_two.stderr:1", "E0001");
    let unknown = Book::new().page("edits/say_two.toml", &edit.replace("E0001", "0001"));
    unknown
        .without("edits/say_two.stdout")
        .fails("edits/say_two.toml:5", "`0001`");
}

#[test]
fn how_a_program_ends_stands_in_its_standard_output() {
    Book::new()
        .page("src/bin/fan_in.stderr", "#! exit: 3\n")
        .fails("src/bin/fan_in.stderr:1", ".stdout");
    Book::new()
        .page("src/bin/fan_in.stdout", "#! error: E0001\n")
        .fails("src/bin/fan_in.stdout:1", ".stderr");
}

#[test]
fn hidden_regions_are_balanced() {
    let open = "// region: hidden\nfn main() {}\n";
    Book::new()
        .page("compile_fail/no_main.rs", open)
        .fails("compile_fail/no_main.rs:1", "partner");
    let closed = "fn main() {}\n// endregion\n";
    Book::new()
        .page("compile_fail/no_main.rs", closed)
        .fails("compile_fail/no_main.rs:2", "partner");
    let nested = "// region: hidden\n// region: hidden\n// endregion\n// endregion\n";
    Book::new()
        .page("compile_fail/no_main.rs", nested)
        .fails("compile_fail/no_main.rs:2", "partner");
}

#[test]
fn hidden_lines_do_not_count_and_visible_ones_are_limited() {
    let hidden = format!("// region: hidden\n{}// endregion\n", "// x\n".repeat(100));
    let long = "// y\n".repeat(60);
    Book::new()
        .page(
            "compile_fail/no_main.rs",
            &format!("{hidden}\n{long}\n{hidden}"),
        )
        .load();
    let longer = Book::new().page("compile_fail/no_main.rs", &"// y\n".repeat(61));
    longer.fails("compile_fail/no_main.rs", "61 lines");
}

#[test]
fn what_threads_did_stands_beside_an_output_that_asks_for_it() {
    let span =
        r#"{"process":2,"thread":2,"name":"main","core":0,"state":"core","from":0.0,"to":9.5}"#;
    let threads = format!("{{\"step\":2.0,\"cores\":2,\"spans\":[\n{span}\n]}}\n");
    let asks = || Book::new().page("src/bin/fan_in.stdout", "#! threads: kept\none\n");
    let book = asks().page("src/bin/fan_in.threads", &threads);
    let listing = book.load().listing("fan_in").cloned().unwrap();
    assert_eq!(listing.threads.unwrap().spans[0].to, 9.5);
    Book::new()
        .page("src/bin/fan_in.threads", &threads)
        .fails("src/bin/fan_in.threads", "nobody asks");
    asks()
        .page("src/bin/fan_in.threads", &threads.replace("state", "did"))
        .fails("src/bin/fan_in.threads:2", "unknown field `did`");
    Book::new()
        .page("src/bin/fan_in.stdout", "#! threads: all\none\n")
        .fails("src/bin/fan_in.stdout:1", "`all`");
    Book::new()
        .page("src/bin/fan_in.stderr", "#! threads: kept\none\n")
        .fails("src/bin/fan_in.stderr:1", "`threads` stands");
    Book::new()
        .page("edits/say_two.threads", &threads)
        .fails("edits/say_two.threads", "only .toml");
}
