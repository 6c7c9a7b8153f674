//! The pages keep the book's rules. Each rule's own tests, on pages that break it, stand beside the rule.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use book_tests::pages::{self, Page};
use book_tests::problem::{Problem, assert_none};
use book_tests::rendered::{self, RenderedPage, Site};
use book_tests::{extras, paths, repository, tidy};
use catalogue::Catalogue;

fn all() -> Vec<Page> {
    let pages = pages::read_all(&repository().join("src"));
    assert!(!pages.is_empty(), "src/ holds no page");
    pages
}

/// The pages of the parts' chapters.
fn chapters() -> Vec<Page> {
    let contents = pages::read_summary(&repository().join("src"));
    let is_chapter = |page: &Page| {
        contents
            .iter()
            .any(|entry| entry.is_chapter && entry.path == page.path)
    };
    all().into_iter().filter(is_chapter).collect()
}

fn check(pages: &[Page], rule: fn(&Page) -> Vec<Problem>) {
    let problems: Vec<Problem> = pages.iter().flat_map(rule).collect();
    assert_none(&problems);
}

#[test]
fn contents_and_pages_agree() {
    let contents = pages::read_summary(&repository().join("src"));
    assert_none(&tidy::contents_and_pages_agree(&contents, &all()));
}

#[test]
fn fences_are_known() {
    check(&all(), tidy::fences_are_known);
}

#[test]
fn a_line_holds_one_sentence() {
    check(&all(), tidy::one_sentence_per_line);
}

#[test]
fn no_word_hides_a_condition() {
    check(&all(), tidy::no_banned_words);
}

#[test]
fn chapters_have_the_right_length() {
    check(&chapters(), tidy::chapters_have_the_right_length);
}

#[test]
fn chapters_have_every_part() {
    check(&chapters(), tidy::chapters_have_every_part);
}

#[test]
fn everything_in_listings_is_on_its_page() {
    assert_none(&tidy::everything_is_on_its_page(
        &all(),
        &extras::read_all(&repository()),
    ));
}

#[test]
fn every_claim_of_the_notes_is_answered() {
    let notes: Vec<Page> = all()
        .into_iter()
        .filter(|page| page.stem() == "appendix/the-notes")
        .collect();
    assert_eq!(notes.len(), 1, "the notes have a page");
    check(&notes, tidy::every_claim_is_answered);
}

/// The page of sources names the versions that the listings are built with.
#[test]
fn the_sources_name_the_locked_versions() {
    let page = pages::read(&repository().join("src/appendix/sources.md"));
    let lock = pages::read(&repository().join("Cargo.lock"));
    for name in ["tokio", "futures", "rayon"] {
        let (_, package) = lock
            .split_once(&format!("name = \"{name}\"\nversion = \""))
            .unwrap_or_else(|| panic!("Cargo.lock has no {name}"));
        let version = package.split('"').next().unwrap_or_default();
        let links: Vec<&str> = page
            .split(&format!("https://docs.rs/{name}/"))
            .skip(1)
            .collect();
        assert!(!links.is_empty(), "no link to the documentation of {name}");
        for link in links {
            assert!(
                link.starts_with(&format!("{version}/")),
                "Cargo.lock has {name} {version}, and src/appendix/sources.md links to {}: correct the table and its links",
                link.chars().take(40).collect::<String>()
            );
        }
    }
}

/// Whoever looks for something in the code finds the file under the name that it is given.
#[test]
fn the_files_that_are_named_exist() {
    let readme = pages::read(&repository().join("README.md"));
    let contributing = pages::read(&repository().join("CONTRIBUTING.md"));
    // Before it stands a page that is yet to be written.
    let head = "# Working on the code";
    let (walk, work) = contributing.split_once(head).expect("there is such a part");
    let mut work_in_place = "\n".repeat(walk.matches('\n').count());
    work_in_place += work;
    let mut problems = paths::named_paths_exist(&repository(), "README.md", &readme);
    let more = paths::named_paths_exist(&repository(), "CONTRIBUTING.md", &work_in_place);
    problems.extend(more);
    assert_none(&problems);
}

/// The book, built once for all tests of this file.
fn site() -> Site {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
        book::build(&repository(), &folder).expect("the book builds");
        folder
    });
    Site::read(&BUILT)
}

fn catalogue() -> Catalogue {
    Catalogue::load(&repository()).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn every_page_is_rendered_under_its_title() {
    let site = site();
    let mut problems = Vec::new();
    for entry in pages::read_summary(&repository().join("src")) {
        let title = site.page(&entry.path).map(|page| {
            page.all("main h1")
                .into_iter()
                .flat_map(|h1| h1.text())
                .collect::<String>()
        });
        if title.as_deref().map(plain) != Some(plain(&entry.title)) {
            let what = format!("rendered under the title {title:?}");
            problems.push(Problem::new(
                Path::new("src").join(&entry.path),
                what,
                "look at what mdBook makes of it",
            ));
        }
    }
    assert_none(&problems);
}

/// A title without what typography changes: quotation marks, and the marks of code.
fn plain(title: &str) -> String {
    title
        .replace(['’', '‘', '\''], "'")
        .replace(['`', '“', '”', '"'], "")
}

#[test]
fn the_search_leads_to_places() {
    let contents = pages::read_summary(&repository().join("src"));
    assert_none(&rendered::the_search_leads_to_places(&site(), &contents));
}

#[test]
fn links_and_anchors_resolve() {
    assert_none(&rendered::links_resolve(&site()));
}

#[test]
fn ids_are_unique() {
    let problems: Vec<Problem> = site()
        .pages
        .values()
        .flat_map(rendered::ids_are_unique)
        .collect();
    assert_none(&problems);
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    assert_none(&rendered::nothing_is_loaded_from_elsewhere(&site()));
}

#[test]
fn directives_keep_their_promises() {
    let site = site();
    let problems: Vec<Problem> = all()
        .iter()
        .filter_map(|page| Some((page, site.page(&page.path)?)))
        .flat_map(|(page, rendered)| {
            rendered::pages_keep_the_promises_of_their_directives(page, rendered)
        })
        .collect();
    assert_none(&problems);
}

#[test]
fn figures_and_edits_show_their_files() {
    let (site, catalogue) = (site(), catalogue());
    let mut figures = 0;
    let mut problems = Vec::new();
    for page in all() {
        let Some(rendered) = site.page(&page.path) else {
            continue;
        };
        figures += rendered.all("figure.listing").len();
        problems.extend(rendered::figures_show_their_files(rendered, &catalogue));
        problems.extend(rendered::edits_show_their_change(rendered, &catalogue));
    }
    assert_none(&problems);
    assert!(
        figures >= catalogue.listings.len(),
        "{figures} figures for {} listings",
        catalogue.listings.len()
    );
}

#[test]
fn quizzes_are_complete() {
    let site = site();
    let mut problems = Vec::new();
    for page in all() {
        let file = repository()
            .join("src")
            .join(&page.path)
            .with_extension("quiz.toml");
        if let Some(rendered) = site.page(&page.path).filter(|_| file.is_file()) {
            problems.extend(rendered::quizzes_are_complete(
                rendered,
                &pages::read(&file),
            ));
        }
    }
    assert_none(&problems);
}

/// A page in which one thing about its figures or edits is wrong is noticed: the rules above can fail.
#[test]
fn a_changed_figure_or_edit_is_noticed() {
    let (site, catalogue) = (site(), catalogue());
    let edit = catalogue.edits.first().expect("the book has an edit");
    let path = PathBuf::from(format!("{}.html", edit.page));
    let text = pages::read(&site.folder.join(&path));
    for (from, to) in [
        ("{\"source\":\"", "{\"source\":\"x"),
        ("<span class=\"line\">", "<span class=\"line\">x"),
        ("class=\"recorded\"", "class=\"other\""),
        ("class=\"number\"", "class=\"other\""),
        ("class=\"caption\"", "class=\"other\""),
        ("class=\"timeline\"", "class=\"other\""),
        ("{\"find\":\"", "{\"find\":\"x"),
        ("class=\"say\"", "class=\"other\""),
        ("data-edit=\"", "data-edit=\"x"),
        ("data-name=\"", "data-name=\"x"),
    ] {
        let changed = RenderedPage::parse(&path, &text.replace(from, to));
        let found = rendered::figures_show_their_files(&changed, &catalogue).len()
            + rendered::edits_show_their_change(&changed, &catalogue).len();
        assert!(found > 0, "nobody noticed {from} → {to}");
    }
}
