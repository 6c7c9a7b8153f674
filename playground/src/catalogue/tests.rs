use std::fs;

use super::*;

const MANIFEST: &str = r#"[package]
name = "threads-channels"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true

[lints]
workspace = true

[[bin]]
name = "fan_in"
test = false
"#;

/// A folder with one good page, which each test changes.
struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    fn new() -> Book {
        let book = Book {
            folder: tempfile::tempdir().unwrap(),
        };
        book.page("Cargo.toml", MANIFEST)
            .page(
                "src/bin/fan_in.rs",
                "fn main() {\n    println!(\"one\");\n}\n",
            )
            .page("src/bin/fan_in.stdout", "one\n")
            .page(
                "edits/say_two.toml",
                "listing = \"fan_in\"\nsay = \"Say two.\"\nfind = \"one\"\nreplace = \"two\"\n",
            )
            .page("edits/say_two.stdout", "two\n")
            .page("compile_fail/no_main.rs", "")
            .page(
                "compile_fail/no_main.stderr",
                "#! error: E0601\nerror[E0601]\n",
            )
            .page("exercises/add_up/start.rs", "fn add() {}\n")
            .page("exercises/add_up/solution.rs", "fn add() {}\n")
            .page("exercises/add_up/check.rs", "mod check {}\n")
            .page("python/queue_demo.py", "print(1)\n")
            .page("python/queue_demo.stdout", "1\n")
            .page("tests/order.rs", "")
    }

    fn page(self, file: &str, text: &str) -> Book {
        self.file(&format!("listings/threads/channels/{file}"), text)
    }

    fn file(self, file: &str, text: &str) -> Book {
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn without(self, file: &str) -> Book {
        fs::remove_file(
            self.folder
                .path()
                .join("listings/threads/channels")
                .join(file),
        )
        .unwrap();
        self
    }

    #[track_caller]
    fn load(&self) -> Catalogue {
        Catalogue::load(self.folder.path()).unwrap()
    }

    /// The errors, each as it is displayed.
    fn errors(&self) -> Vec<String> {
        let (_, errors) = Catalogue::read(self.folder.path());
        errors
            .iter()
            .map(|error| error.to_string().replace("listings/threads/channels/", ""))
            .collect()
    }

    /// Expects exactly one error, with this file (and line) and these words.
    #[track_caller]
    fn fails(&self, place: &str, words: &str) {
        let errors = self.errors();
        assert_eq!(errors.len(), 1, "{errors:#?}");
        assert!(
            errors[0].starts_with(&format!("{place}: ")),
            "{}",
            errors[0]
        );
        assert!(errors[0].contains(words), "{}", errors[0]);
        assert!(errors[0].contains("; "), "no remedy: {}", errors[0]);
    }
}

#[test]
fn a_good_page_is_read_whole() {
    let book = Book::new();
    let catalogue = book.load();
    let listing = catalogue.listing("fan_in").unwrap();
    assert_eq!(
        (listing.page.as_str(), listing.package.as_str()),
        ("threads/channels", "threads-channels")
    );
    assert_eq!(listing.stdout.as_ref().unwrap().shown().text, "one\n");
    assert!(listing.stderr.is_none());
    assert_eq!(
        catalogue.listing("no_main").unwrap().kind,
        ListingKind::CompileFail
    );
    assert_eq!(catalogue.programs().count(), 1);
    assert_eq!(catalogue.edit("say_two").unwrap().change.replace, "two");
    assert!(catalogue.exercise("add_up").is_some());
    assert_eq!(
        catalogue.python("queue_demo").unwrap().source.text(),
        "print(1)\n"
    );
    assert_eq!(catalogue.packages[0].name, "threads-channels");
}

#[test]
fn a_counterpart_makes_a_pair_with_the_program_that_it_is_named_after() {
    assert_eq!(Book::new().load().pairs().count(), 0);
    let paired = Book::new().page("python/fan_in_py.py", "print(\"one\")\n");
    let catalogue = paired.load();
    let names = catalogue
        .pairs()
        .map(|(program, python)| (&*program.name, &*python.name));
    assert!(names.eq([("fan_in", "fan_in_py")]));
    let book = Book::new().page("python/no_main_py.py", "print(1)\n");
    book.fails("python/no_main_py.py", "no program no_main");
}

#[test]
fn the_listings_of_this_book_are_in_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    if let Err(errors) = Catalogue::load(root) {
        panic!("{errors}");
    }
}

#[test]
fn an_edit_is_applied_where_its_text_stands_once() {
    let book = Book::new();
    let catalogue = book.load();
    let edit = catalogue.edit("say_two").unwrap();
    assert_eq!(edit.apply("say one!").as_deref(), Some("say two!"));
    assert_eq!(edit.apply("one one"), None);
    assert_eq!(edit.apply("none of it").as_deref(), Some("ntwo of it"));
    assert_eq!(edit.apply("nothing"), None);
}

#[test]
fn tests_are_appended_to_an_exercise() {
    let book = Book::new();
    let catalogue = book.load();
    let code = catalogue
        .exercise("add_up")
        .unwrap()
        .with_check("fn add() {}");
    assert_eq!(code, "fn add() {}\nmod check {}\n");
}

#[test]
fn the_log_helper_and_left_behind_files_are_no_errors() {
    let book = Book::new()
        .file("listings/log_helper.rs", "")
        .page("src/bin/.fan_in.rs.swp", "");
    book.page("src/bin/fan_in.rs~", "").load();
}

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
    let dev = format!("{MANIFEST}\n[dev-dependencies]\nplayground.workspace = true\n");
    Book::new()
        .page("Cargo.toml", &dev)
        .fails("Cargo.toml:17", "playground");
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
fn a_source_knows_which_lines_are_hidden() {
    let source = Source::new("a\n// region: hidden\nb\n// endregion\nc\n").unwrap();
    let hidden: Vec<bool> = source.lines().map(|line| line.hidden).collect();
    assert_eq!(hidden, [false, true, true, true, false]);
    assert_eq!(source.visible_lines(), 2);
    assert_eq!(
        (source.line_at(0), source.line_at(2), source.line_at(1)),
        (1, 2, 1)
    );
}
