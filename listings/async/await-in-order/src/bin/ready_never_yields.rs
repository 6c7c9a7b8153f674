// region: hidden
//! An await that never has to wait.

use std::time::{Duration, Instant};
// endregion

fn read_a_page() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(20) {}
}

async fn read(lane: &str) {
    for page in 1..=3 {
        log(lane, &format!("read page {page}"));
        read_a_page();
        std::future::ready(()).await;
    }
    log(lane, "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(read("Anna"), read("Boris"));
    log("main", "done");
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
