// region: hidden
//! A deadline of 50 ms for an oven that blocks for 200.

use std::time::Duration;
use tokio::time::timeout;
// endregion

async fn bake() -> &'static str {
    log("oven", "block: 200 ms");
    std::thread::sleep(Duration::from_millis(200));
    log("oven", "done");
    "bread"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "wait: 50 ms at most");
    let result = timeout(Duration::from_millis(50), bake()).await;
    log("main", &format!("done: {result:?}"));
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
