// region: hidden
//! First the door is closed, then the queue is emptied, then the cook goes home.

use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::{interval, sleep, timeout};
// endregion

async fn door(kitchen: mpsc::Sender<u32>, mut stop: watch::Receiver<bool>) {
    let mut guests = interval(Duration::from_millis(100));
    for order in 1.. {
        tokio::select! {
            _ = stop.changed() => break,
            _ = guests.tick() => {}
        }
        log("door", &format!("takes order {order}"));
        if kitchen.send(order).await.is_err() {
            break;
        }
    }
    log("door", "end: closed");
}

async fn cook(mut orders: mpsc::Receiver<u32>) -> Vec<u32> {
    let mut served = Vec::new();
    while let Some(order) = orders.recv().await {
        log("cook", &format!("cooks order {order}"));
        sleep(Duration::from_millis(130)).await;
        served.push(order);
    }
    log("cook", "end: goes home");
    served
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (stop, stopped) = watch::channel(false);
    let (to_kitchen, orders) = mpsc::channel(8);
    tokio::spawn(door(to_kitchen, stopped));
    let mut cook = tokio::spawn(cook(orders));

    log("main", "wait: for closing time");
    sleep(Duration::from_millis(350)).await;
    log("main", "wait: asks the door to close");
    stop.send_replace(true);
    match timeout(Duration::from_millis(800), &mut cook).await {
        Ok(served) => {
            let served = served.expect("the cook does not panic");
            log("main", &format!("done: served {served:?}"));
        }
        Err(_) => {
            cook.abort();
            log("main", "done: out of patience");
        }
    }
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
