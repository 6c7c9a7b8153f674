// region: hidden
//! A queue of one place between a cook and a slow eater.
// endregion
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

async fn cook(hatch: mpsc::Sender<&str>) {
    for dish in ["soup", "rice", "tea"] {
        log("cook", &format!("wait: send {dish}"));
        hatch.send(dish).await.expect("he eats");
    }
    log("cook", "done");
}

async fn eat(mut dishes: mpsc::Receiver<&str>) {
    while let Some(dish) = dishes.recv().await {
        log("eater", &format!("wait: eat {dish}"));
        sleep(Duration::from_millis(100)).await;
    }
    log("eater", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (hatch, dishes) = mpsc::channel(1);
    tokio::join!(cook(hatch), eat(dishes));
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
