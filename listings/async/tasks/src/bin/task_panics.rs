// region: hidden
//! Two kettles, and one of them is empty.

use std::time::Duration;
use tokio::time::sleep;
// endregion

async fn boil(lane: &'static str, cups: u32) -> u32 {
    log(lane, "wait: the water heats up");
    sleep(Duration::from_millis(50)).await;
    if cups == 0 {
        log(lane, "end: panic");
        panic!("there is no water in it");
    }
    log(lane, "done");
    cups
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let empty = tokio::spawn(boil("empty kettle", 0));
    let full = tokio::spawn(boil("full kettle", 2));

    for kettle in [empty, full] {
        match kettle.await {
            Ok(cups) => log("main", &format!("{cups} cups")),
            Err(error) if error.is_panic() => log("main", "a kettle panicked, main goes on"),
            Err(_) => log("main", "a kettle was cancelled"),
        }
    }
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
