mod bodies;
mod errors;
mod reading;

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
            .page("exercises/add_up/solution.rs", "fn add() -> i32 { 2 }\n")
            .page("exercises/add_up/check.rs", "mod check {}\n")
            .page("exercises/add_up/wrong/one.rs", "//! Adds one.\n// 1\n")
            .page("exercises/add_up/wrong/two.rs", "//! Adds two.\n// 2\n")
            .page("exercises/add_up/wrong/six.rs", "//! Adds six.\n// 6\n")
            .page("exercises/add_up/right/loops.rs", "//! Loops.\n// 3\n")
            .page("exercises/add_up/right/folds.rs", "//! Folds.\n// 4\n")
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
