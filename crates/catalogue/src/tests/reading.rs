//! What is read from a book in order.

use std::path::Path;

use super::*;

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
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap();
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
