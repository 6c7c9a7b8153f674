// region: hidden
//! At most two at a time.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;
// endregion

async fn bake(dish: String) {
    log(&dish, "in the oven");
    sleep(Duration::from_millis(100)).await;
    log(&dish, "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let places = Arc::new(Semaphore::new(2));
    let mut oven = JoinSet::new();
    for number in 1..=6 {
        let (dish, places) = (format!("dish {number}"), Arc::clone(&places));
        oven.spawn(async move {
            log(&dish, "wait: for a place");
            let _place = places.acquire().await.expect("the oven is not closed");
            bake(dish).await;
        });
    }
    oven.join_all().await;
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
