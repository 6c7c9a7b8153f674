//! The glossary, and the links to it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::fixture::{book, build, errors, write};

const TERMS: &str = r#"[[term]]
term = "kettle"
also = ["kettles"]
russian = "чайник"
says = "A *vessel* that `boils | steams` \"water\"."
page = "part/tea"

[[term]]
term = "tea kettle"
russian = "чайник для чая"
says = "A kettle for tea."
page = "part/tea"
"#;

const TEA: &str =
    "# Tea\n\nThe kettle is new.\nA *kettle* boils.\nA *tea kettle* too, and the kettle again.\n";

const COFFEE: &str = "# Coffee and kettles\n\n## The kettle\n\n`kettle` [kettle](tea.md) **a kettle** kettle-like ![kettle](kettle.png)\n\n```text\nkettle\n```\n\nA Tea Kettle is here.\nTwo KETTLES, a kettle.\n\n| kettle |\n|---|\n| cup |\n";

/// A small book with a glossary of two terms, a page that teaches them and one that uses them.
fn with_glossary() -> TempDir {
    let folder = book();
    let root = folder.path();
    let summary = "# Summary\n\n- [Page](part/page.md)\n- [Tea](part/tea.md)\n- [Coffee](coffee.md)\n- [Glossary](appendix/glossary.md)\n";
    write(root, "src/SUMMARY.md", summary);
    write(root, "src/part/tea.md", TEA);
    write(root, "src/coffee.md", COFFEE);
    write(
        root,
        "src/appendix/glossary.md",
        "# Glossary\n\nA kettle.\n\n{{#glossary}}\n",
    );
    write(root, "src/appendix/glossary.toml", TERMS);
    folder
}

/// The built page, without mdBook's frame.
fn built(root: &Path, page: &str) -> String {
    let page = fs::read_to_string(root.join("book").join(page)).unwrap();
    let (_, main) = page.split_once("<main>").unwrap();
    main.split_once("</main>").unwrap().0.to_owned()
}

const TITLE: &str = "title=\"A vessel that boils | steams &quot;water&quot;.\"";

#[test]
fn the_first_use_on_a_page_leads_to_the_glossary() {
    let folder = with_glossary();
    build(folder.path());
    let page = built(folder.path(), "coffee.html");
    let kettle = format!(
        "<p>A <a class=\"term\" href=\"appendix/glossary.html#term-tea-kettle\" title=\"A kettle for tea.\">Tea Kettle</a> is here.\nTwo <a class=\"term\" href=\"appendix/glossary.html#term-kettle\" {TITLE}>KETTLES</a>, a kettle.</p>"
    );
    assert!(page.contains(&kettle), "{kettle}\nis not in\n{page}");
    assert_eq!(page.matches("class=\"term\"").count(), 2, "{page}");
}

#[test]
fn a_box_may_hold_the_first_use() {
    let folder = with_glossary();
    let text = "# Coffee\n\n```admonish notes\nThe kettle sings.\n```\n\nA kettle.\n";
    write(folder.path(), "src/coffee.md", text);
    build(folder.path());
    let page = built(folder.path(), "coffee.html");
    let (before, after) = page.split_once("</a> sings.").unwrap();
    assert!(before.ends_with(">kettle"), "{page}");
    assert!(!after.contains("class=\"term\""), "{page}");
}

#[test]
fn a_cell_keeps_its_bounds() {
    let folder = with_glossary();
    let text = "# Coffee\n\n| a | b |\n|---|---|\n| the kettle | cup |\n";
    write(folder.path(), "src/coffee.md", text);
    build(folder.path());
    let page = built(folder.path(), "coffee.html");
    let row = format!("{TITLE}>kettle</a></td><td>cup</td>");
    assert!(page.contains(&row), "{row}\nis not in\n{page}");
}

#[test]
fn the_page_that_teaches_a_term_links_its_definition() {
    let folder = with_glossary();
    build(folder.path());
    let page = built(folder.path(), "part/tea.html");
    let promised = [
        "<p>The kettle is new.",
        "A <a class=\"term\" id=\"def-kettle\" href=\"../appendix/glossary.html#term-kettle\"",
        "<em>kettle</em></a> boils.",
        "id=\"def-tea-kettle\"",
        "too, and the kettle again.",
    ];
    for promised in promised {
        assert!(page.contains(promised), "{promised}\nis not in\n{page}");
    }
    assert_eq!(page.matches("class=\"term\"").count(), 2, "{page}");
}

#[test]
fn a_name_counts_in_the_font_of_code_alone() {
    let folder = with_glossary();
    let root = folder.path();
    let name =
        "\n[[term]]\nterm = \"`Send`\"\nrussian = \"Send\"\nsays = \"s\"\npage = \"part/tea\"\n";
    write(
        root,
        "src/appendix/glossary.toml",
        &format!("{TERMS}{name}"),
    );
    write(
        root,
        "src/part/tea.md",
        &format!("{TEA}*`Send`* is a mark.\n"),
    );
    write(
        root,
        "src/coffee.md",
        "# Coffee\n\nSend `send` `Send`, `Send`.\n",
    );
    build(root);
    let page = built(root, "coffee.html");
    let link = "<p>Send <code>send</code> <a class=\"term\" href=\"appendix/glossary.html#term-send\" title=\"s\"><code>Send</code></a>, <code>Send</code>.</p>";
    assert!(page.contains(link), "{link}\nis not in\n{page}");
    let page = built(root, "part/tea.html");
    assert!(
        page.contains("<em><code>Send</code></em></a> is a mark."),
        "{page}"
    );
}

#[test]
fn a_common_word_and_one_with_another_meaning_are_left_alone() {
    for line in ["common = true", "not_on = [\"coffee\"]"] {
        let folder = with_glossary();
        let terms = TERMS.replacen("russian", &format!("{line}\nrussian"), 1);
        write(folder.path(), "src/appendix/glossary.toml", &terms);
        build(folder.path());
        let page = built(folder.path(), "coffee.html");
        assert!(!page.contains("#term-kettle\""), "{line}: {page}");
        let page = built(folder.path(), "part/tea.html");
        assert!(page.contains("id=\"def-kettle\""), "{line}: {page}");
    }
}

#[test]
fn the_glossary_lists_every_term_with_the_page_that_teaches_it() {
    let folder = with_glossary();
    build(folder.path());
    let page = built(folder.path(), "appendix/glossary.html");
    let entry = "<dt id=\"term-kettle\"><dfn>kettle</dfn> <span class=\"russian\" lang=\"ru\">чайник</span></dt>\n<dd>A <em>vessel</em> that <code>boils | steams</code> “water”. <a class=\"taught\" href=\"../part/tea.html#def-kettle\">Tea</a></dd>";
    assert!(page.contains(entry), "{entry}\nis not in\n{page}");
    assert!(!page.contains("class=\"term\""), "{page}");
}

#[test]
fn what_is_wrong_with_a_term_is_told_with_its_line_and_the_remedy() {
    let folder = with_glossary();
    let root = folder.path();
    let more = "\n[[term]]\nterm = \"Kettles\"\nrussian = \"ч\"\nsays = \"s\"\npage = \"part/page\"\n\n[[term]]\nterm = \"cup\"\nrussian = \"чашка\"\nsays = \"s\"\npage = \"part/cup\"\n";
    write(
        root,
        "src/appendix/glossary.toml",
        &format!("{TERMS}{more}"),
    );
    let told = errors(root);
    for expected in [
        "src/appendix/glossary.toml:15: `Kettles` stands here twice, and first under `kettle`\n  remedy: keep one",
        "src/appendix/glossary.toml:15: part/page does not define `Kettles` in italics\n  remedy: write *Kettles*",
        "src/appendix/glossary.toml:21: `cup` names part/cup, which is no page\n  remedy: name a page of SUMMARY.md",
    ] {
        assert!(told.contains(expected), "{expected}\nis not in\n{told}");
    }
    write(
        root,
        "src/appendix/glossary.toml",
        "[[term]]\nterm = \"a\"\n",
    );
    let told = errors(root);
    assert!(
        told.contains("src/appendix/glossary.toml:1: missing field `russian`"),
        "{told}"
    );
}

#[test]
fn a_glossary_needs_its_page_and_the_page_its_glossary() {
    let folder = with_glossary();
    let root = folder.path();
    write(root, "src/appendix/glossary.md", "# Glossary\n");
    let told = errors(root);
    let expected = "src/appendix/glossary.toml: no page shows the glossary\n  remedy: write `{{#glossary}}` in src/appendix/glossary.md";
    assert!(told.contains(expected), "{told}");
    write(root, "src/coffee.md", "# Coffee\n\n{{#glossary}}\n");
    let told = errors(root);
    let expected = "src/coffee.md:3: the glossary stands on a page of its own\n  remedy: write `{{#glossary}}` on the page appendix/glossary";
    assert!(told.contains(expected), "{told}");
    fs::remove_file(root.join("src/appendix/glossary.toml")).unwrap();
    write(root, "src/coffee.md", "# Coffee\n");
    write(
        root,
        "src/appendix/glossary.md",
        "# Glossary\n\n{{#glossary}}\n",
    );
    let told = errors(root);
    assert!(
        told.contains("src/appendix/glossary.md:3: there is no glossary\n  remedy: write src/appendix/glossary.toml"),
        "{told}"
    );
}
