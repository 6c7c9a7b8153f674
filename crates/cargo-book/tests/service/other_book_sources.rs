//! What another book is made of is watched, whatever it is, and whatever becomes of it.

use crate::ears::Ears;
use crate::other_book::Other;

const CONFIG: &str = "[book]\nsrc = \"docs/book\"\n[build]\nextra-watch-dirs = [\"snippets\"]\n\
    [output.html]\ntheme = \"theme2\"\nadditional-css = [\"css/extra.css\"]\nadditional-js = [\"extra.js\"]\n";

fn book() -> Other {
    Other::new(&[
        ("book.toml", CONFIG),
        ("docs/book/SUMMARY.md", "- [Tea](tea.md)\n"),
        (
            "docs/book/tea.md",
            "# Tea\n\n{{#include ../../snippets/a.rs}}\n",
        ),
        ("docs/book/js/demo.js", "1"),
        ("snippets/a.rs", "one"),
        ("theme2/head.hbs", "<!-- head -->"),
        ("css/extra.css", "a {}"),
        ("extra.js", "1"),
    ])
}

#[test]
fn every_kind_of_source_is_watched() {
    let other = book();
    let server = other.serve(&[]);
    let mut ears = Ears::open(&server);
    assert_eq!(ears.next().0, "reload");
    for path in [
        "docs/book/tea.md",
        "docs/book/js/demo.js",
        "snippets/a.rs",
        "theme2/head.hbs",
        "css/extra.css",
        "extra.js",
    ] {
        other.write(path, "something longer");
        assert_eq!(ears.next().0, "reload", "{path}");
    }
}

#[test]
fn another_folder_of_sources_and_one_that_went_away_are_watched_again() {
    let other = book();
    let server = other.serve(&[]);
    let mut ears = Ears::open(&server);
    assert_eq!(ears.next().0, "reload");

    let (here, away) = (other.book.join("docs"), other.book.join("away"));
    std::fs::rename(&here, &away).unwrap();
    assert_eq!(ears.next().0, "broken");
    std::fs::rename(&away, &here).unwrap();
    assert_eq!(ears.next().0, "reload");
    other.write("docs/book/tea.md", "# Green tea\n");
    assert_eq!(ears.next().0, "reload");
    assert!(server.client.get("/tea.html").body.contains("Green tea"));

    other.write("other/SUMMARY.md", "- [Milk](milk.md)\n");
    other.write("other/milk.md", "# Milk\n");
    other.write("book.toml", "[book]\nsrc = \"other\"\n");
    assert_eq!(ears.next().0, "reload");
    other.write("other/milk.md", "# Cold milk\n");
    assert_eq!(ears.next().0, "reload");
    assert!(server.client.get("/milk.html").body.contains("Cold milk"));
}
