// region: hidden
//! A loop with one deadline.

use std::time::Duration;
use tokio::time::{interval, sleep};
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut guests = interval(Duration::from_millis(200));
    let closing = sleep(Duration::from_millis(500));
    tokio::pin!(closing);

    for guest in 1..=6 {
        log("door", "wait: a guest, or closing time");
        tokio::select! {
            biased;
            () = &mut closing => {
                log("door", "closing time");
                break;
            }
            _ = guests.tick() => log("door", &format!("guest {guest} enters")),
        }
    }
    log("door", "done");
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
