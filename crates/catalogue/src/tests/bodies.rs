//! The bodies that an exercise's check is tried with.

use super::*;

#[test]
fn bodies_are_read_with_what_they_say() {
    let book = Book::new()
        .page(
            "exercises/add_up/wrong/zero.rs",
            "//! Adds nothing.\n// 0\n",
        )
        .page(
            "exercises/add_up/wrong/moved.rs",
            "//! error: E0382\n//! Adds up what is gone.\n",
        )
        .page("exercises/add_up/right/sum.rs", "//! Takes `sum`.\n// a\n");
    let catalogue = book.load();
    let exercise = catalogue.exercise("add_up").unwrap();
    let wrong: Vec<(&str, Option<&str>)> = exercise
        .wrong
        .iter()
        .map(|body| (body.name.as_str(), body.error.as_deref()))
        .collect();
    let expected = [
        ("moved", Some("E0382")),
        ("one", None),
        ("six", None),
        ("two", None),
        ("zero", None),
    ];
    assert_eq!(wrong, expected);
    let right = &exercise.right[2];
    assert!(right.path.ends_with("exercises/add_up/right/sum.rs"));
    assert_eq!(right.source.text(), "//! Takes `sum`.\n// a\n");
}

#[test]
fn other_files_are_errors() {
    Book::new()
        .page("exercises/add_up/wrong/notes.md", "")
        .fails("exercises/add_up/wrong/notes.md", "one .rs file");
    Book::new()
        .page("exercises/add_up/left/sum.rs", "//! Takes `sum`.\n")
        .fails("exercises/add_up/left", "wrong and right");
}

#[test]
fn a_body_says_what_it_is_and_pins_its_error() {
    let wrong = |text: &str| Book::new().page("exercises/add_up/wrong/zero.rs", text);
    let file = "exercises/add_up/wrong/zero.rs";
    wrong("fn add() { 0 }\n").fails(&format!("{file}:1"), "what it is");
    wrong("//! \n").fails(&format!("{file}:1"), "what it is");
    wrong("//! error: E0382\nfn add() { 1; }").fails(&format!("{file}:2"), "what it is");
    wrong("//! error: moved\n//! Moves it.\n").fails(&format!("{file}:1"), "`moved`");
    Book::new()
        .page(
            "exercises/add_up/right/sum.rs",
            "//! error: E0382\n//! Moves it.\n",
        )
        .fails("exercises/add_up/right/sum.rs:1", "compiles");
    Book::new()
        .page("exercises/add_up/right/Sum.rs", "//! Takes `sum`.\n")
        .fails("exercises/add_up/right/Sum.rs", "snake case");
}

#[test]
fn a_copy_is_an_error() {
    Book::new()
        .page(
            "exercises/add_up/right/sum.rs",
            "//! The solution again.\nfn add() -> i32 { 2 }\n",
        )
        .fails("exercises/add_up/right/sum.rs", "same program as");
}

#[test]
fn too_few_bodies_are_an_error() {
    Book::new().without("exercises/add_up/wrong/six.rs").fails(
        "exercises/add_up/wrong",
        "it holds 2 of the 3 bodies that it needs; write three",
    );
    Book::new()
        .without("exercises/add_up/right/loops.rs")
        .fails(
            "exercises/add_up/right",
            "it holds 1 of the 2 bodies that it needs; write two",
        );
    let none = Book::new();
    let folder = none
        .folder
        .path()
        .join("listings/threads/channels/exercises/add_up/right");
    fs::remove_dir_all(&folder).unwrap();
    none.fails("exercises/add_up/right", "it holds 0 of the 2 bodies");
    fs::create_dir(&folder).unwrap();
    none.fails("exercises/add_up/right", "it holds 0 of the 2 bodies");
    fs::remove_dir(&folder).unwrap();
    fs::write(&folder, "a file").unwrap();
    assert_eq!(none.errors().len(), 2, "it is not known, and no folder");
}
