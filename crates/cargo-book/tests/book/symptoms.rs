//! The list of symptoms, and what it leads to.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::fixture::{book, build, change, errors, write};

const PAGE: &str = "src/appendix/by-symptom.md";
const FILE: &str = "src/appendix/by-symptom.toml";

const SYMPTOMS: &str = r#"[[symptom]]
group = "compile"
code = "E0373"
words = "`…` may outlive the kettle"
also = ["lifetime"]
means = "It borrows what is *gone*."

[[symptom]]
group = "silent"
title = "It says **nothing**"
means = "Nobody asked it to."
at = [{ in = "louder", prints = "{} </script>" }, { in = "hello", prints = "{} … 7", lacks = "goodbye" }]
"#;

const TORN: &str = "#! error: E0373\nwarning: unused\n\nerror[E0373]: `tea` may outlive the kettle\n --> main.rs:1:1\n";

/// A small book in which a listing and an edit do not compile, and a page of symptoms.
fn with_symptoms() -> TempDir {
    let folder = book();
    let root = folder.path();
    let summary =
        "# Summary\n\n- [What & how?](part/page.md)\n\n---\n\n[Symptoms](appendix/by-symptom.md)\n";
    write(root, "src/SUMMARY.md", summary);
    let page = "{{#listing hello A *first* one}}\n\n{{#edit broken}}\n\n{{#listing torn Torn}}\n";
    change(
        root,
        "src/part/page.md",
        "{{#listing hello A *first* one}}\n",
        page,
    );
    write(
        root,
        "listings/part/page/compile_fail/torn.rs",
        "fn main() {}\n",
    );
    write(root, "listings/part/page/compile_fail/torn.stderr", TORN);
    let edit = "listing = \"hello\"\nsay = \"Break `it`.\"\nfind = \"yield_now\"\nreplace = \"tea\"\ncompile_error = \"E0373\"\n";
    write(root, "listings/part/page/edits/broken.toml", edit);
    let stderr = TORN.replace("warning: unused\n\n", "");
    write(root, "listings/part/page/edits/broken.stderr", &stderr);
    write(
        root,
        "listings/part/page/edits/louder.stdout",
        "{} </script> HELLO\n",
    );
    let page = "# Symptoms\n\n## It does not compile\n\n{{#symptoms compile}}\n\n## It is silent\n\n{{#symptoms silent}}\n";
    write(root, PAGE, page);
    write(root, FILE, SYMPTOMS);
    folder
}

fn built(root: &Path) -> String {
    let page = fs::read_to_string(root.join("book/appendix/by-symptom.html")).unwrap();
    let (_, main) = page.split_once("<main>").unwrap();
    let main = main.split_once("</main>").unwrap().0;
    // Where mdBook breaks lines is its own affair.
    main.replace('\n', "")
}

#[track_caller]
fn told(root: &Path, expected: &str) {
    let told = errors(root);
    assert!(told.contains(expected), "{expected}\nis not in\n{told}");
}

#[test]
fn a_compile_error_leads_to_every_place_that_has_it() {
    let folder = with_symptoms();
    build(folder.path());
    let page = built(folder.path());
    let seen = |id: &str, does: &str| {
        format!(
            "<li><a href=\"../part/page.html#{id}\">What &amp; how?</a> <span class=\"does\">{does}</span></li>"
        )
    };
    let entry = [
        "<dt id=\"symptom-e0373-may-outlive-the-kettle\"><code>E0373</code> <samp>`…` may outlive the kettle</samp></dt>",
        "<dd><p>It borrows what is <em>gone</em>.</p><ul class=\"seen\">",
        &seen("edit-broken", "Break <code>it</code>."),
        &seen("listing-torn", "Torn"),
        "</ul></dd>",
    ]
    .concat();
    assert!(page.contains(&entry), "{entry}\nis not in\n{page}");
}

#[test]
fn another_symptom_leads_to_what_it_names_and_says_what_is_printed() {
    let folder = with_symptoms();
    build(folder.path());
    let page = built(folder.path());
    for promised in [
        "<dt id=\"symptom-it-says-nothing\">It says <strong>nothing</strong></dt>",
        "#listing-hello\">What &amp; how?</a> <span class=\"does\">A <em>first</em> one</span> <span class=\"sign\">prints <samp>{} … 7</samp></span> <span class=\"sign\">does not print <samp>goodbye</samp></span></li><li><a href=\"../part/page.html#edit-louder\">",
    ] {
        assert!(page.contains(promised), "{promised}\nis not in\n{page}");
    }
    assert_eq!(page.matches("<dl class=\"symptoms\"").count(), 2, "{page}");
}

#[test]
fn the_search_knows_each_symptom() {
    let folder = with_symptoms();
    build(folder.path());
    let found = fs::read_to_string(folder.path().join("book/js/search.json")).unwrap();
    let section = r#"["E0373: `…` may outlive the kettle","symptom-e0373-may-outlive-the-kettle","It borrows what is gone.. lifetime. Break it.. Torn",""]"#;
    assert!(found.contains(section), "{section}\nis not in\n{found}");
}

#[test]
fn an_error_without_an_entry_is_named_where_it_is_recorded() {
    let folder = with_symptoms();
    let root = folder.path();
    let stderr = TORN.replace("the kettle", "the pot");
    write(root, "listings/part/page/compile_fail/torn.stderr", &stderr);
    told(
        root,
        "listings/part/page/compile_fail/torn.stderr:4: no symptom is about the error `E0373` of `torn`\n  remedy: add a [[symptom]] with code = \"E0373\" and words of its message to src/appendix/by-symptom.toml",
    );
    let second = TORN.to_owned() + "error[E0382]: moved\n";
    write(root, "listings/part/page/compile_fail/torn.stderr", &second);
    told(root, "no symptom is about the error `E0382` of `torn`");
}

#[test]
fn words_that_are_not_recorded_are_refused() {
    let folder = with_symptoms();
    let root = folder.path();
    change(root, FILE, "outlive the kettle", "outlive the oven");
    told(
        root,
        "src/appendix/by-symptom.toml:2: no listing and no edit fails with `E0373` and the words \"`…` may outlive the oven\"",
    );
    write(root, FILE, SYMPTOMS);
    let hello = "listings/part/page/src/bin/hello.stdout";
    write(root, hello, "7\n");
    told(
        root,
        "src/appendix/by-symptom.toml:9: \"{} … 7\" is not in the recorded output of `hello`\n  remedy: quote words of one line",
    );
    write(root, hello, "{} and 7\ngoodbye\n");
    told(
        root,
        "src/appendix/by-symptom.toml:9: \"goodbye\" is in the recorded output of `hello`\n  remedy: say what it does not print",
    );
}

#[test]
fn an_entry_that_leads_nowhere_is_refused() {
    let folder = with_symptoms();
    let root = folder.path();
    for (from, to, expected) in [
        (
            "in = \"louder\"",
            "in = \"gone\"",
            "9: there is no listing, edit or Python counterpart `gone`\n  remedy: name a file",
        ),
        (
            "in = \"louder\", prints = \"{} </script>\"",
            "in = \"louder\"",
            "9: nothing says by what it is seen in `louder`\n  remedy: write at = ",
        ),
        (
            "also = [\"lifetime\"]",
            "at = [{ in = \"torn\" }]",
            "2: the symptom has the code `E0373`, and names listings as well\n  remedy: leave out `at`",
        ),
        (
            "words = \"`…` may outlive the kettle\"\n",
            "",
            "2: the symptom has no words\n  remedy: quote words",
        ),
        (
            "means = \"It borrows",
            "meaning = \"It borrows",
            "6: unknown field `meaning`",
        ),
    ] {
        write(root, FILE, &SYMPTOMS.replace(from, to));
        told(root, &format!("{FILE}:{expected}"));
    }
    let nowhere = &SYMPTOMS[..SYMPTOMS.find("at = ").unwrap()];
    write(root, FILE, nowhere);
    told(
        root,
        "src/appendix/by-symptom.toml:9: the symptom leads nowhere\n  remedy: name listings",
    );
    let twice = SYMPTOMS.to_owned() + &SYMPTOMS[..SYMPTOMS.find("\n\n").unwrap()];
    write(root, FILE, &twice);
    told(
        root,
        "stands here twice, and first in line 2\n  remedy: make one entry",
    );
}

#[test]
fn a_group_needs_its_page_and_the_page_its_group() {
    let folder = with_symptoms();
    let root = folder.path();
    write(root, PAGE, "# Symptoms\n\n{{#symptoms compile}}\n");
    told(
        root,
        "src/appendix/by-symptom.toml:9: no page shows the group `silent`\n  remedy: write `{{#symptoms silent}}` in src/appendix/by-symptom.md",
    );
    write(
        root,
        PAGE,
        "# Symptoms\n\n{{#symptoms compile}}\n\n{{#symptoms loud}}\n",
    );
    told(
        root,
        "src/appendix/by-symptom.md:5: there is no group of symptoms `loud`\n  remedy: name one of `compile` and `silent`",
    );
    write(
        root,
        PAGE,
        "# Symptoms\n\n{{#symptoms compile}}\n\n{{#symptoms compile}}\n",
    );
    told(
        root,
        "src/appendix/by-symptom.md:5: the group of symptoms compile stands on the page twice",
    );
    write(root, PAGE, "# Symptoms\n\n{{#symptoms}}\n");
    told(
        root,
        "src/appendix/by-symptom.md:3: `{{#symptoms}}` names nothing",
    );
    let page = fs::read_to_string(root.join("src/part/page.md")).unwrap();
    write(
        root,
        "src/part/page.md",
        &format!("{page}\n{{{{#symptoms compile}}}}\n"),
    );
    told(
        root,
        "the symptoms stand on a page of their own\n  remedy: write `{{#symptoms compile}}` on the page appendix/by-symptom",
    );
    write(root, "src/part/page.md", &page);
    write(root, PAGE, "# Symptoms\n\n{{#symptoms compile}}\n");
    fs::remove_file(root.join(FILE)).unwrap();
    told(
        root,
        "src/appendix/by-symptom.md:3: there are no symptoms\n  remedy: write src/appendix/by-symptom.toml",
    );
}
