// region: hidden
//! A kettle that is called first and awaited later.

use std::time::Duration;
use tokio::time::sleep;
// endregion

async fn boil(cups: u32) -> u32 {
    log("kettle", "start");
    log("kettle", "wait: the water heats up");
    sleep(Duration::from_millis(100)).await;
    log("kettle", "done");
    cups
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "call boil");
    let kettle = boil(2);
    log("main", "sleep: 200 ms");
    sleep(Duration::from_millis(200)).await;
    log("main", "await: the kettle");
    let cups = kettle.await;
    log("main", &format!("done: {cups:?}"));
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
