// region: hidden
//! Four pages are read, and a reader takes them from a stream.

use std::pin::pin;
use std::time::Duration;

use futures::stream::{self, StreamExt};
use tokio::time::sleep;
// endregion

const PAGES: [(&str, u64); 4] = [
    ("page 1", 350),
    ("page 2", 100),
    ("page 3", 200),
    ("page 4", 100),
];

async fn load((page, ms): (&'static str, u64)) -> &'static str {
    log(page, "wait: on its way");
    sleep(Duration::from_millis(ms)).await;
    log(page, "done");
    page
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut pages = pin!(stream::iter(PAGES).then(load));
    log("reader", "wait: a page");
    while let Some(page) = pages.next().await {
        log("reader", &format!("reads {page}"));
        log("reader", "wait: a page");
    }
    log("reader", "done");
}

// region: hidden
/// When the program started, in milliseconds of the system clock; a child process is given its parent's.
static START: std::sync::LazyLock<u128> =
    std::sync::LazyLock::new(|| match std::env::var("LOG_START") {
        Ok(start) => start.parse().expect("LOG_START is a number"),
        Err(_) => now(),
    });

fn now() -> u128 {
    let since_1970 = std::time::UNIX_EPOCH.elapsed();
    since_1970.expect("the clock is past 1970").as_millis()
}

/// Prints `<milliseconds> ms | <lane> | <what>`, counted from the first line.
fn log(lane: &str, what: &str) {
    let start = *START;
    println!("{:4} ms | {lane} | {what}", now().saturating_sub(start));
}
// endregion
