// region: hidden
//! A heartbeat that measures its own lateness.

use std::thread;
use std::time::Duration;
use tokio::time::{Instant, sleep};
// endregion

async fn heartbeat() {
    let beat = Duration::from_millis(50);
    log("heartbeat", "wait for the next beat");
    loop {
        let due = Instant::now() + beat;
        sleep(beat).await;
        let late = due.elapsed();
        if late > Duration::from_millis(60) {
            log(
                "heartbeat",
                &format!("wait on: {} ms late", late.as_millis()),
            );
        }
    }
}

async fn serve(desk: &str, ms: u64) {
    for _ in 0..2 {
        log(desk, "wait for a guest");
        sleep(Duration::from_millis(ms)).await;
        log(desk, "serve a guest");
        if desk == "bills" {
            thread::sleep(Duration::from_millis(150)); // prints one
        }
    }
    log(desk, "done: closed");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::spawn(heartbeat());
    tokio::join!(serve("orders", 90), serve("bills", 120), serve("coats", 60));
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
