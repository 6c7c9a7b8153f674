//! A book on a host: what it tells search engines of its languages, and who keeps a copy of what has changed.

use std::fs;

use crate::editions::translated;
use crate::fixture::{book, build, change, write};

#[test]
fn search_engines_are_led_to_both_languages() {
    let folder = book();
    let root = folder.path();
    translated(root);
    let links = |page: &str| {
        let text = fs::read_to_string(root.join("book").join(page)).unwrap();
        let (head, _) = text.split_once("</head>").unwrap();
        let lines = head.lines().filter(|line| line.contains("hreflang="));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let of = |en: &str, xx: &str| {
        let link = |language, address| {
            format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\">")
        };
        vec![link("en", en), link("xx", xx), link("x-default", en)]
    };

    build(root);
    let near = of("../part/page.html", "../xx/part/page.html");
    assert_eq!(links("part/page.html"), near);
    let near = of("../../part/page.html", "../../xx/part/page.html");
    assert_eq!(links("xx/part/page.html"), near);
    assert_eq!(links("index.html"), of("index.html", "xx/index.html"));
    assert!(links("print.html").is_empty() && links("404.html").is_empty());

    // Where the site is on a host is not where it is on the web.
    change(
        root,
        "book.toml",
        "[preprocessor.listings]",
        "[output.html]\nsite-url = \"/deep/\"\n[preprocessor.listings]",
    );
    build(root);
    assert_eq!(links("index.html"), of("index.html", "xx/index.html"));

    let site = "https://book.example/deep";
    change(root, "book.toml", "/deep/", site);
    build(root);
    let whole = of(
        &format!("{site}/part/page.html"),
        &format!("{site}/xx/part/page.html"),
    );
    assert_eq!(links("part/page.html"), whole);
    assert_eq!(links("xx/part/page.html"), whole);
}

#[test]
fn a_book_in_one_language_names_no_other() {
    let folder = book();
    let root = folder.path();
    build(root);
    let page = fs::read_to_string(root.join("book/part/page.html")).unwrap();
    assert!(!page.contains("hreflang"));
}

/// Who keeps a hosted copy gets the new pages when what stands around their text has changed.
#[test]
fn a_new_frame_makes_a_new_copy() {
    let folder = book();
    let root = folder.path();
    translated(root);
    let frame = [
        "theme/index.hbs",
        "theme/head.hbs",
        "theme/languages/switch.hbs",
        "theme/languages/offer.hbs",
    ];
    let scripts = ["theme/js/dist/worker.js", "theme/js/dist-xx/worker.js"];
    let template =
        "<!DOCTYPE html><html><head>{{> head}}</head><body>{{{ content }}}</body></html>";
    for file in frame.into_iter().chain(scripts) {
        write(
            root,
            file,
            if file.ends_with("index.hbs") {
                template
            } else {
                "\n"
            },
        );
    }
    write(root, "theme/xx/index.hbs", template);
    let version = |worker: &str| {
        let text = fs::read_to_string(root.join("book").join(worker)).unwrap();
        let (_, rest) = text.split_once("\"version\":\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let versions = || {
        build(root);
        (version("sw.js"), version("xx/sw-xx.js"))
    };
    let mut before = versions();
    assert_eq!(versions(), before, "the same book has the same copy");
    for file in frame {
        let text = fs::read_to_string(root.join(file)).unwrap();
        write(root, file, &format!("{text}<!-- new -->\n"));
        let after = versions();
        assert!(
            after.0 != before.0 && after.1 != before.1,
            "{file} has changed"
        );
        before = after;
    }
    write(
        root,
        "theme/xx/index.hbs",
        &format!("{template}<!-- new -->\n"),
    );
    assert_ne!(versions().1, before.1, "theme/xx/index.hbs has changed");
}
