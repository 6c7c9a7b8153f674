// region: hidden
//! Three teas brew at once, on one thread.

use std::time::Duration;
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(brew("ann", 300), brew("bo", 200), brew("cem", 100));
}

async fn brew(guest: &str, millis: u64) {
    log(guest, "wait: the tea brews");
    tokio::time::sleep(Duration::from_millis(millis)).await;
    log(guest, "done");
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
