// region: hidden
//! A kitchen that is a stream, and a waiter who asks it for dishes.

use std::pin::pin;
use std::time::Duration;

use futures::stream::{self, Stream, StreamExt};
use tokio::time::sleep;
// endregion

const DISHES: [&str; 3] = ["soup", "rice", "tea"];

fn kitchen() -> impl Stream<Item = &'static str> {
    stream::unfold(DISHES.into_iter(), async |mut left| {
        let dish = left.next()?;
        log("kitchen", &format!("wait: {dish} cooks"));
        sleep(Duration::from_millis(100)).await;
        log("kitchen", &format!("done: {dish}"));
        Some((dish, left))
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut dishes = pin!(kitchen());
    log("waiter", "wait: a dish");
    while let Some(dish) = dishes.next().await {
        log("waiter", &format!("carries {dish}"));
        sleep(Duration::from_millis(100)).await;
        log("waiter", "wait: a dish");
    }
    log("waiter", "done");
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
