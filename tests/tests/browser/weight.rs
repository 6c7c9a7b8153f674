//! How a page arrives: in few requests, with little script.

use anyhow::{Result, ensure};
use book_tests::browser::{Request, Traffic};

use super::none_of;

/// The requests of a first view.
const REQUESTS: usize = 8;

/// The scripts of a first view, compressed.
const SCRIPTS: u64 = 20 * 1024;

/// What `cargo book` adds while it serves is for who writes the book, and no part of it; nor is what is fetched when the
/// page has come to rest. (`bars::parts_are_loaded_when_needed` sees that it does not come before.)
pub fn is_of_the_book(request: &&Request) -> bool {
    let others = ["/book/live.js", "/book/events"];
    let ahead = [
        "figure/run/perform.js",
        "machine/index.js",
        "search/",
        "dialogs/",
        "timeline/export.js",
        "timeline/moves.js",
        "timeline/replay.js",
        "page/late.js",
    ];
    let is = |part: &&str| request.url.contains(part);
    !others.iter().any(is)
        && !ahead.iter().any(|part| {
            ["dist", "dist-ru"]
                .iter()
                .any(|dist| request.url.contains(&format!("/js/{dist}/{part}")))
        })
}

/// Few requests, little script, no font.
pub fn comes_in_few_requests(first_view: &Traffic) -> Result<()> {
    let requests: Vec<&Request> = first_view.requests().filter(is_of_the_book).collect();
    let path = |request: &&Request| {
        request
            .url
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let list: Vec<String> = requests
        .iter()
        .map(|request| format!("{:7} {}", request.transferred, request.url))
        .collect();
    let list = list.join("\n");
    ensure!(
        requests.len() > 1,
        "the browser's log of requests is not whole:\n{list}"
    );
    ensure!(
        requests.len() <= REQUESTS,
        "{} requests:\n{list}",
        requests.len()
    );
    let scripts: u64 = requests
        .iter()
        .filter(|request| path(request).ends_with(".js"))
        .map(|request| request.transferred)
        .sum();
    ensure!(scripts > 0, "no script is in the log:\n{list}");
    ensure!(scripts <= SCRIPTS, "{scripts} bytes of script:\n{list}");
    let fonts = requests
        .iter()
        .map(path)
        .filter(|path| path.contains(".woff") || path.ends_with(".ttf"));
    none_of("web fonts", &fonts.collect::<Vec<_>>())
}
