// region: hidden
//! A clock that ticks, and a round that takes too long.

use std::time::Duration;
use tokio::time::{interval, sleep};
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut clock = interval(Duration::from_millis(100));
    for round in 1..=6 {
        clock.tick().await;
        log("cook", &format!("stirs, round {round}"));
        if round == 2 {
            log("cook", "answers the door");
            sleep(Duration::from_millis(350)).await;
        }
        log("cook", "wait: the next tick");
    }
    log("cook", "done");
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
