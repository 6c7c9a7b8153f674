// region: hidden
//! A task that is aborted while it computes.

use std::time::{Duration, Instant};
use tokio::time::sleep;
// endregion

fn knead(ms: u64) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(ms) {
        std::hint::spin_loop();
    }
}

async fn bread() {
    log("baker", "knead the dough, for 300 ms");
    knead(300);
    log("baker", "knead the dough, for 300 ms more");
    knead(300);
    log("baker", "wait: the dough rises");
    sleep(Duration::from_millis(100)).await;
    log("baker", "the dough has risen");
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let baker = tokio::spawn(bread());
    sleep(Duration::from_millis(100)).await;
    log("main", "abort the baker");
    baker.abort();
    log("main", "wait: for the baker to end");
    let cancelled = baker.await.is_err_and(|error| error.is_cancelled());
    log("main", &format!("done: cancelled is {cancelled}"));
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
