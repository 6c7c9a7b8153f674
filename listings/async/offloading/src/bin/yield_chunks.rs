// region: hidden
//! A computation in pieces that gives the thread back between them.

use std::time::{Duration, Instant};
// endregion

/// Computes for 50 ms.
fn count_shelf() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(50) {
        std::hint::spin_loop();
    }
}

async fn count_stock() {
    for shelf in 1..=6 {
        log("stock", &format!("count shelf {shelf}"));
        count_shelf();
        tokio::task::yield_now().await;
    }
    log("stock", "done");
}

async fn clock() {
    for _ in 0..4 {
        log("clock", "wait: 20 ms");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    log("clock", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (clock, stock) = (tokio::spawn(clock()), tokio::spawn(count_stock()));
    stock.await.expect("counting does not panic");
    clock.await.expect("the clock does not panic");
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
