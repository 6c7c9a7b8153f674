// region: hidden
//! A list of futures joined: the results come in the order of the list.

use futures::future::join_all;
use std::time::Duration;
use tokio::time::sleep;
// endregion

const MENU: [(&str, u64); 3] = [("soup", 300), ("rice", 200), ("tea", 100)];

async fn cook(dish: &'static str, ms: u64) -> &'static str {
    log(dish, "wait: on the stove");
    sleep(Duration::from_millis(ms)).await;
    log(dish, "done");
    dish
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut dishes = Vec::new();
    for (dish, ms) in MENU {
        dishes.push(cook(dish, ms));
    }
    log("main", "wait: all dishes");
    for dish in join_all(dishes).await {
        log("main", &format!("serve the {dish}"));
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
