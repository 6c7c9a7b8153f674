//! Links and their targets.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use scraper::ElementRef;

use super::{RenderedPage, Site};
use crate::problem::Problem;

/// Every link inside the book leads to a file of the site, and to an anchor on it.
#[must_use]
pub fn links_resolve(site: &Site) -> Vec<Problem> {
    let ids: BTreeMap<&Path, _> = site
        .pages
        .iter()
        .map(|(path, page)| (path.as_path(), page.ids()))
        .collect();
    let mut problems = Vec::new();
    for page in site.pages.values() {
        for link in page.all("[href], [src]") {
            let target = link.attr("href").or(link.attr("src"));
            let Some(target) = target.filter(|target| is_internal(target)) else {
                continue;
            };
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let from: &Path = if is_in_a_template(link) {
                Path::new("")
            } else {
                &page.path
            };
            let path = resolve(from, path);
            let what = if !site.folder.join(&path).exists() {
                format!("the link {target} leads to no file of the site")
            } else if anchor.is_empty()
                || ids
                    .get(path.as_path())
                    .is_none_or(|ids| ids.contains(anchor))
            {
                continue;
            } else {
                format!("the link {target} leads to no anchor of {}", path.display())
            };
            problems.push(Problem::new(
                page.source(),
                what,
                "correct the link, or what it should lead to",
            ));
        }
    }
    problems
}

/// A page of the search's index, as the build writes it.
#[derive(serde::Deserialize)]
struct Indexed {
    address: PathBuf,
    sections: Vec<(String, String, String, String)>,
}

/// Every section that the search can find is there, under its anchor, and every page of the contents can be found.
#[must_use]
pub fn the_search_leads_to_places(site: &Site, contents: &[crate::summary::Entry]) -> Vec<Problem> {
    let file = site.folder.join("js/search.json");
    let index: Vec<Indexed> = match serde_json::from_str(&crate::pages::read(&file)) {
        Ok(index) => index,
        Err(error) => return vec![Problem::new("js/search.json", error.to_string(), REPAIR)],
    };
    let mut problems = Vec::new();
    for page in &index {
        let ids = site.pages.get(&page.address).map(RenderedPage::ids);
        for (heading, anchor, ..) in &page.sections {
            let is_there = ids
                .as_ref()
                .is_some_and(|ids| anchor.is_empty() || ids.contains(anchor.as_str()));
            if !is_there {
                let what = format!(
                    "the search leads to \"{heading}\", but {} has no #{anchor}",
                    page.address.display()
                );
                problems.push(Problem::new(
                    page.address.with_extension("md"),
                    what,
                    REPAIR,
                ));
            }
        }
    }
    for entry in contents {
        let address = entry.path.with_extension("html");
        if !index.iter().any(|page| page.address == address) {
            problems.push(Problem::new(
                Path::new("src").join(&entry.path),
                "the search does not know the page".to_owned(),
                REPAIR,
            ));
        }
    }
    problems
}

const REPAIR: &str = "repair what writes the index: crates/book/src/site/search.rs";

/// The contents are written once for all pages: their links count from the root, until the page's script turns them.
fn is_in_a_template(link: ElementRef<'_>) -> bool {
    let mut ancestors = link.ancestors().filter_map(ElementRef::wrap);
    ancestors.any(|element| element.value().name() == "template")
}

fn is_internal(target: &str) -> bool {
    let has_scheme = target
        .split(['/', '#', '?'])
        .next()
        .is_some_and(|start| start.contains(':'));
    !has_scheme && !target.starts_with("//")
}

/// The path from the root of the site that a link on a page leads to.
fn resolve(page: &Path, target: &str) -> PathBuf {
    let target = target.split('?').next().unwrap_or_default();
    if target.is_empty() {
        return page.to_path_buf();
    }
    let mut path = page.parent().unwrap_or(Path::new("")).to_path_buf();
    for part in Path::new(target).components() {
        match part {
            Component::ParentDir if path.pop() => {}
            Component::Normal(part) => path.push(part),
            Component::CurDir => {}
            // Above the root of the site, or from the root of the host: not found, wherever the site lies.
            _ => return PathBuf::from("outside the site"),
        }
    }
    if target.ends_with('/') {
        path.join("index.html")
    } else {
        path
    }
}

/// No id stands twice on a page.
#[must_use]
pub fn ids_are_unique(page: &RenderedPage) -> Vec<Problem> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let elements = page.all("[id]");
    for id in elements.iter().filter_map(|element| element.attr("id")) {
        *counts.entry(id).or_default() += 1;
    }
    let twice = counts.into_iter().filter(|(_, count)| *count > 1);
    let remedy = "rename one of the headings or listings";
    twice
        .map(|(id, count)| {
            Problem::new(
                page.source(),
                format!("the id {id} stands {count} times on the page"),
                remedy,
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in pages {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let site = Site::read(folder.path());
        (folder, site)
    }

    #[test]
    fn good_links_have_no_problem() {
        let links = r##"<a href="../b.html#x">b</a><a href="#y" id="y">y</a><a href="https://example.org/">e</a><a href="mailto:a@b">m</a><template><a href="b.html">c</a></template>"##;
        let (_folder, site) = site(&[("a/a.html", links), ("b.html", "<p id=x>")]);
        assert_eq!(links_resolve(&site), []);
    }

    #[test]
    fn each_bad_link_is_found() {
        let links = r##"<a href="../c.html">1</a><a href="../b.html#z">2</a><a href="#z">3</a><a href="/b.html">4</a><a href="../../b.html">5</a><template><a href="../b.html">6</a></template>"##;
        let (_folder, site) = site(&[("a/a.html", links), ("b.html", "<p id=x>")]);
        assert_eq!(links_resolve(&site).len(), 6);
    }

    #[test]
    fn an_id_that_stands_twice_is_found() {
        assert_eq!(
            ids_are_unique(&RenderedPage::parse("a.html", "<p id=a><p id=b><p id=a>")).len(),
            1
        );
        assert!(ids_are_unique(&RenderedPage::parse("a.html", "<p id=a><p id=b>")).is_empty());
    }
}
