// region: hidden
//! What is left of a future that is cancelled: its destructors.

use std::time::Duration;
use tokio::time::{sleep, timeout};
// endregion

struct Heat;

impl Drop for Heat {
    fn drop(&mut self) {
        log("oven", "end: the heat goes off");
    }
}

async fn bake() {
    log("oven", "the heat goes on");
    let _heat = Heat;
    log("oven", "wait: the bread bakes");
    sleep(Duration::from_millis(300)).await;
    log("oven", "the bread is done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "wait: 100 ms at most");
    match timeout(Duration::from_millis(100), bake()).await {
        Ok(()) => log("main", "done: bread"),
        Err(_) => log("main", "done: no bread"),
    }
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
