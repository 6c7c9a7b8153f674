// region: hidden
//! A kettle that nobody awaits.

use std::time::Duration;
use tokio::time::sleep;
// endregion

async fn boil() {
    log("kettle", "wait: the water heats up");
    sleep(Duration::from_millis(100)).await;
    log("kettle", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let _kettle = tokio::spawn(boil());
    log("main", "wait: the guests sit down");
    sleep(Duration::from_millis(50)).await;
    log("main", "wait: the guests talk");
    sleep(Duration::from_millis(200)).await;
    log("main", "end");
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
