// region: hidden
//! A queue with a bound makes its sender wait.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (to_kitchen, mut orders) = mpsc::channel(2);
    tokio::spawn(async move {
        for order in 1..=6 {
            log("waiter", &format!("wait: to hand in order {order}"));
            to_kitchen.send(order).await.expect("the kitchen is open");
        }
        log("waiter", "done");
    });

    let mut most = 0;
    while let Some(order) = orders.recv().await {
        log("kitchen", &format!("wait: dish {order} cooks"));
        sleep(Duration::from_millis(100)).await;
        most = most.max(orders.len());
    }
    log(
        "kitchen",
        &format!("done: at most {most} orders in the queue"),
    );
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
