// region: hidden
//! A core that asks in the middle, on a thread that may block; a clock shows that the others go on.

use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::sleep;
// endregion

fn bill(teas: &[&str], price: impl Fn(&str) -> u32) -> u32 {
    let mut sum = 0;
    for tea in teas {
        if sum >= 7 {
            break; // from 7 on, the rest is on the house
        }
        sum += price(tea);
    }
    sum
}

async fn ask_price(tea: &str) -> u32 {
    log("price", &format!("wait: {tea}"));
    sleep(Duration::from_millis(100)).await;
    log("price", "done");
    if tea == "green" { 3 } else { 4 }
}

async fn tick() {
    for _ in 0..4 {
        log("clock", "wait: 50 ms");
        sleep(Duration::from_millis(50)).await;
    }
    log("clock", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let clock = tokio::spawn(tick());
    let handle = Handle::current();
    let teas = ["green", "black", "mint"];
    let work = move || bill(&teas, |tea| handle.block_on(ask_price(tea)));
    log("main", "wait: for the bill");
    let sum = tokio::task::spawn_blocking(work).await;
    let sum = sum.expect("the bill does not panic");
    log("main", &format!("done: {sum} to pay"));
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
