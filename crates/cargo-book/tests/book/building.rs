//! `cargo book build`.

use std::fs;
use std::path::Path;

use crate::fixture::{PROGRAM, book, build, cargo_book, change, errors, page, write};

/// Fails unless all of these stand in the text.
pub(crate) fn all_in(promised: &[&str], text: &str) {
    for promised in promised {
        assert!(text.contains(promised), "{promised}\nis not in\n{text}");
    }
}

#[test]
fn a_page_becomes_html_with_everything_that_its_directives_promise() {
    let folder = book();
    let output = build(folder.path());
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("index.html"),
        "it says where the site is"
    );
    assert!(!String::from_utf8_lossy(&output.stderr).contains("WARN"));
    let promised = [
        r#"<figure class="listing" id="listing-hello" data-name="hello""#,
        r#"data-kind="program" data-lanes="1" data-lines="1" data-varies="times""#,
        r#"<span class="number">Listing 1.1</span> <span class="caption">A <em>first</em> one</span>"#,
        r#"<span class="line boring"></span><span class="line blank">"#,
        r#"{} &lt;/script&gt; <span class="varies">7</span>"#,
        r#"<div class="timeline" data-lanes="1""#,
        "<p>More “text”.</p>",
        "<li>\n<p>item</p>\n<div class=\"edit\" id=\"edit-louder\" data-edit=\"louder\" data-listing=\"hello\">",
        r#"<section class="exercise""#,
        r##"<h3 id="exercise-sum"><a class="header" href="#exercise-sum">Sum it</a></h3>"##,
        r#"data-kind="exercise""#,
        r#"<details class="solution">"#,
        r#"data-kind="python""#,
        r#"<figure class="picture"><svg role="img""#,
        r#"class="admonition admonish-notes""#,
        "<p>{{#quiz}} stands for:</p>",
        r#"<form class="quiz" data-quiz="part/page">"#,
        r##"<h2 id="end"><a class="header" href="#end">End</a></h2>"##,
    ];
    all_in(&promised, &page(folder.path()));
    assert!(
        folder.path().join("book/js/dist/page.js").is_file(),
        "the scripts are in the site"
    );
}

#[test]
fn the_data_in_the_page_is_the_file_byte_for_byte() {
    let folder = book();
    build(folder.path());
    let page = page(folder.path());
    let (_, data) = page.split_once(r#"class="listing-data">"#).unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["source"], PROGRAM);
    assert_eq!(data["stdout"], "   0 ms | main | start\n{} </script> 7\n");
}

#[test]
fn what_threads_did_is_in_the_page_where_it_is_recorded() {
    let folder = book();
    let root = folder.path();
    let listing = "listings/part/page/src/bin/hello";
    let stdout = format!("{listing}.stdout");
    change(
        root,
        &stdout,
        "#! vary: times",
        "#! vary: times\n#! threads: kept",
    );
    let threads = r#"{"step":2.0,"cores":2,"spans":[{"process":2,"thread":2,"name":"hello","core":null,"state":"asleep","from":-0.5,"to":9.5}]}"#;
    write(root, &format!("{listing}.threads"), threads);
    build(root);
    let page = page(root);
    let mut all = page.split(r#"class="listing-data">"#).skip(1);
    let mut next = || -> serde_json::Value {
        let data = all.next().unwrap().split_once("</script>").unwrap().0;
        serde_json::from_str(data).unwrap()
    };
    let expected: serde_json::Value = serde_json::from_str(threads).unwrap();
    assert_eq!(next()["threads"], expected);
    assert!(
        next().get("threads").is_none(),
        "nothing was recorded of the exercise"
    );
}

#[test]
fn a_broken_page_leaves_the_old_site_and_all_its_errors_are_told() {
    let folder = book();
    let root = folder.path();
    build(root);
    let before = page(root);
    change(
        root,
        "src/part/page.md",
        "{{#listing hello",
        "{{#listing helo",
    );
    change(root, "src/part/page.md", "{{#exercise sum", "{{#exercise");
    change(root, "src/part/page.quiz.toml", "correct = true\n", "");
    let told = [
        "src/part/page.md:4: there is no listing `helo`\n  remedy: write listings/part/page/src/bin/helo.rs, or name one of the page's own: `hello`",
        "src/part/page.md:9: the edit `louder` stands before the listing",
        "src/part/page.md:11: there is no exercise `Sum`",
        "src/part/page.quiz.toml:1: 0 options of the question are correct",
        "listings/part/page/exercises/sum/start.rs: no page uses the exercise `sum`\n  remedy: write `{{#exercise sum}}` in src/part/page.md",
    ];
    all_in(&told, &errors(root));
    assert_eq!(page(root), before);
    let left = fs::read_dir(root).unwrap().flatten();
    let left = left.filter(|entry| entry.file_name().to_string_lossy().starts_with(".building"));
    assert_eq!(left.count(), 0, "nothing is left behind");
}

#[test]
fn a_pair_is_two_figures_in_one_block() {
    let folder = book();
    let root = folder.path();
    change(root, "src/part/page.md", "{{#python hello_py}}", "");
    change(
        root,
        "src/part/page.md",
        "{{#listing hello",
        "{{#pair hello",
    );
    build(root);
    let page = page(root);
    let (_, pair) = page
        .split_once(r#"<div class="pair" data-pair="hello">"#)
        .unwrap();
    let (python, rust) = pair.split_once("</figure>").unwrap();
    let captions = [
        r#"<span class="number">Listing 1.1</span> <span class="caption">A <em>first</em> one, in Python</span>"#,
        r#"<span class="number">Listing 1.2</span> <span class="caption">A <em>first</em> one, in Rust</span>"#,
    ];
    all_in(&[r#"data-name="hello_py""#, captions[0]], python);
    all_in(
        &[r#"data-name="hello""#, captions[1], "</figure></div>"],
        rust,
    );
}

/// What is to be foretold: without a script it lies in a fold, whose summary says nothing of it.
const FOLD: &str = r#"<details class="predicted" data-of="hello"><summary>What happens</summary>"#;

/// Puts a prediction of the listing before it.
fn foretell(root: &Path) {
    let asked = "Text.\n{{#predict hello answers=\"*one | two\" How many?}}\n{{";
    change(root, "src/part/page.md", "Text.\n{{", asked);
}

#[test]
fn what_is_foretold_lies_in_a_fold() {
    let folder = book();
    foretell(folder.path());
    build(folder.path());
    let page = page(folder.path());
    all_in(&[r#"<form class="predict" data-predict="hello">"#], &page);
    // Its counterpart in Python, elsewhere on the page, prints the same.
    assert_eq!(page.matches(FOLD).count(), 2);
}

#[test]
fn of_a_pair_that_is_foretold_both_lie_in_folds() {
    let folder = book();
    let root = folder.path();
    foretell(root);
    change(root, "src/part/page.md", "{{#python hello_py}}", "");
    change(
        root,
        "src/part/page.md",
        "{{#listing hello",
        "{{#pair hello",
    );
    build(root);
    assert_eq!(page(root).matches(FOLD).count(), 2);
}

#[test]
fn a_prediction_stands_before_what_it_asks_of() {
    let folder = book();
    let root = folder.path();
    let late = "## End\n\n{{#predict hello unit=\"ms\" How long?}}\n\n{{#predict hullo unit=\"ms\" How long?}}\n";
    change(root, "src/part/page.md", "## End\n", late);
    let told = [
        "the prediction of `hello` stands behind it\n  remedy: move it to the line above",
        "the page shows no listing, pair or edit `hullo`, and foretells it",
    ];
    all_in(&told, &errors(root));
}

#[test]
fn what_no_page_uses_is_told() {
    let folder = book();
    let root = folder.path();
    change(root, "src/part/page.md", "  {{#edit louder}}", "");
    change(root, "src/part/page.md", "{{#python hello_py}}", "");
    change(root, "src/part/page.md", "\n{{#quiz}}\n", "\n");
    write(root, "src/part/draft.quiz.toml", "");
    let told = [
        "edits/louder.toml: no page uses the edit `louder`",
        "python/hello_py.py: no page uses the Python counterpart `hello_py`",
        "src/part/page.quiz.toml: no page uses this quiz",
        "src/part/draft.quiz.toml: no page uses this quiz\n  remedy: add part/draft.md to src/SUMMARY.md",
    ];
    all_in(&told, &errors(root));
}

#[test]
fn a_page_that_is_not_in_the_summary_is_no_page() {
    let folder = book();
    write(
        folder.path(),
        "src/SUMMARY.md",
        "# Summary\n\n- [Other](other.md)\n",
    );
    write(
        folder.path(),
        "src/other.md",
        "# Other\n\n{{#listing part/page:hello}}\n",
    );
    let errors = errors(folder.path());
    let told = "no page uses the edit `louder`\n  remedy: add part/page.md to src/SUMMARY.md";
    all_in(&[told], &errors);
    assert!(!errors.contains("no page uses the listing"), "{errors}");
}

#[test]
fn a_box_of_an_unknown_kind_is_told_with_its_line() {
    let folder = book();
    // Where blank lines stand around the directives, the page's lines keep their numbers.
    change(
        folder.path(),
        "src/part/page.md",
        "Text.\n{{",
        "Text.\n\n{{",
    );
    change(
        folder.path(),
        "src/part/page.md",
        "one}}\nMore",
        "one}}\n\nMore",
    );
    change(
        folder.path(),
        "src/part/page.md",
        "admonish notes",
        "admonish ntes",
    );
    let text = fs::read_to_string(folder.path().join("src/part/page.md")).unwrap();
    let line = text.lines().position(|line| line.contains("ntes")).unwrap() + 1;
    let told = format!("src/part/page.md:{line}: there is no box `ntes`");
    all_in(&[&told], &errors(folder.path()));
}

#[test]
fn a_bad_picture_is_told() {
    let folder = book();
    write(
        folder.path(),
        "src/part/lanes.svg",
        "<svg role=\"img\"><title>Lanes</title></svg>",
    );
    all_in(
        &["src/part/lanes.svg: the picture has no `<desc>`"],
        &errors(folder.path()),
    );
}

#[test]
fn a_bad_setting_is_told_with_its_file() {
    let folder = book();
    write(folder.path(), "book.toml", "[book]\ntitel = \"x\"\n");
    all_in(&["book.toml", "titel"], &errors(folder.path()));
}

#[test]
fn the_site_goes_where_it_is_told() {
    let folder = book();
    let dest = folder.path().join("out/site");
    let output = cargo_book(folder.path(), &["build", "--dest", dest.to_str().unwrap()]);
    assert!(output.status.success());
    assert!(dest.join("part/page.html").is_file() && !folder.path().join("book").exists());
}

/// The repository's own book.
#[test]
fn this_book_builds_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = tempfile::tempdir().unwrap();
    let dest = out.path().join("site");
    let output = cargo_book(&root, &["build", "--dest", dest.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("WARN") && !said.contains("ERROR"), "{said}");
}

#[test]
fn a_quiz_that_names_a_missing_listing_is_told_with_its_line() {
    let folder = book();
    change(
        folder.path(),
        "src/part/page.quiz.toml",
        "\"hello\"",
        "\"helo\"",
    );
    all_in(
        &["src/part/page.quiz.toml:4: there is no listing `helo`"],
        &errors(folder.path()),
    );
}
