//! What a page loads.

use super::{RenderedPage, Site, text};
use crate::pages::{files_below, read};
use crate::problem::Problem;

/// Elements whose address the browser loads by itself, and the attribute that holds it.
const LOADING: [(&str, &str); 14] = [
    ("script[src]", "src"),
    ("link[href]", "href"),
    ("img[src]", "src"),
    ("img[srcset]", "srcset"),
    ("source[src]", "src"),
    ("source[srcset]", "srcset"),
    ("iframe[src]", "src"),
    ("video[src]", "src"),
    ("video[poster]", "poster"),
    ("audio[src]", "src"),
    ("embed[src]", "src"),
    ("object[data]", "data"),
    ("image[href]", "href"),
    ("use[href]", "href"),
];

const REMEDY: &str =
    "put a copy into the repository, under a licence that allows it, or do without";

/// No page and no style sheet loads anything from another host.
#[must_use]
pub fn nothing_is_loaded_from_elsewhere(site: &Site) -> Vec<Problem> {
    let mut problems: Vec<Problem> = site.pages.values().flat_map(of_page).collect();
    for file in files_below(&site.folder, "css") {
        let name = file
            .strip_prefix(&site.folder)
            .expect("below the site")
            .to_path_buf();
        problems.extend(in_style(&read(&file)).map(|what| Problem::new(&name, what, REMEDY)));
    }
    problems
}

fn of_page(page: &RenderedPage) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (selector, attribute) in LOADING {
        for element in page.all(selector) {
            let address = element.attr(attribute).unwrap_or_default();
            let is_a_name = selector.starts_with("link")
                && matches!(
                    element.attr("rel"),
                    Some("alternate" | "canonical" | "license" | "author")
                );
            if is_elsewhere(address) && !is_a_name {
                problems.push(Problem::new(
                    page.source(),
                    format!("the page loads {address}"),
                    REMEDY,
                ));
            }
        }
    }
    let sheets = page.all("style").into_iter().map(text);
    let styled = page.all("[style]");
    let attributes = styled
        .iter()
        .filter_map(|element| element.attr("style").map(str::to_owned));
    for style in sheets.chain(attributes) {
        problems.extend(in_style(&style).map(|what| Problem::new(page.source(), what, REMEDY)));
    }
    problems
}

fn is_elsewhere(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    ["http:", "https:", "//", "ws:", "wss:", "ftp:"]
        .iter()
        .any(|start| address.starts_with(start))
}

/// The addresses of other hosts that a style sheet loads.
fn in_style(style: &str) -> impl Iterator<Item = String> {
    let addresses = style
        .split("url(")
        .skip(1)
        .chain(style.split("@import").skip(1));
    addresses.filter_map(|rest| {
        let address = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = address.find(['"', '\'', ')', ';']).unwrap_or(address.len());
        is_elsewhere(&address[..end]).then(|| format!("a style loads {}", &address[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_the_site_has_no_problem() {
        let html = r#"<link rel=stylesheet href="a.css"><link rel=canonical href="https://example.org/"><link rel=alternate hreflang=ru href="https://example.org/ru/"><script src="../b.js"></script><a href="https://example.org/">link</a><p style="background: url(data:x)">"#;
        assert_eq!(of_page(&RenderedPage::parse("a.html", html)), []);
    }

    #[test]
    fn each_other_host_is_found() {
        for html in [
            "<script src=https://example.org/x.js></script>",
            "<link rel=stylesheet href=//example.org/x.css>",
            "<img src=HTTP://example.org/x.png>",
            "<style>@import 'https://example.org/x.css';</style>",
            "<p style=\"background: url('https://example.org/x.png')\">",
            "<svg><image href=https://example.org/x.png></svg>",
        ] {
            assert_eq!(
                of_page(&RenderedPage::parse("a.html", html)).len(),
                1,
                "{html}"
            );
        }
    }
}
