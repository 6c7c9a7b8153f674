// region: hidden
//! A call with a limit.

use std::time::Duration;
use tokio::time::{sleep, timeout};
// endregion

const PATIENCE: Duration = Duration::from_millis(100);

struct Line;

impl Drop for Line {
    fn drop(&mut self) {
        log("bakery", "end: the line is closed");
    }
}

async fn call() -> &'static str {
    let _line = Line;
    log("bakery", "wait: for an answer");
    sleep(Duration::from_millis(300)).await;
    log("bakery", "answers");
    "bread"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "wait: 100 ms at most");
    match timeout(PATIENCE, call()).await {
        Ok(goods) => log("main", &format!("has {goods:?}")),
        Err(error) => log("main", &format!("gives up: {error}")),
    }
    log("main", "wait: 400 ms");
    sleep(Duration::from_millis(400)).await;
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
