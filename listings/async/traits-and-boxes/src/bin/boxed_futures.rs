// region: hidden
//! Futures of different types in one list, each in a box.

use std::pin::Pin;
use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;
// endregion

async fn soup() -> &'static str {
    log("soup", "wait: on the stove");
    sleep(Duration::from_millis(200)).await;
    log("soup", "done");
    "soup"
}

async fn tea() -> &'static str {
    log("tea", "wait: in the kettle");
    sleep(Duration::from_millis(100)).await;
    log("tea", "done");
    "tea"
}

type Dish = Pin<Box<dyn Future<Output = &'static str> + Send>>;

fn meal() -> Vec<Dish> {
    vec![Box::pin(soup()), Box::pin(tea())]
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for dish in join_all(meal()).await {
        log("waiter", &format!("serves {dish}"));
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
