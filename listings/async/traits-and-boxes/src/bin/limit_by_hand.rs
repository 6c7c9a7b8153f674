// region: hidden
//! A timeout, written by hand.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;
// endregion

async fn limit<F: Future>(ms: u64, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut clock = pin!(sleep(Duration::from_millis(ms)));
    poll_fn(|cx| {
        if let Poll::Ready(value) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(value));
        }
        clock.as_mut().poll(cx).map(|()| None)
    })
    .await
}

async fn soup() -> &'static str {
    log("soup", "wait: on the stove");
    sleep(Duration::from_millis(200)).await;
    log("soup", "done");
    "soup"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for ms in [300, 100] {
        log("waiter", &format!("wait: {ms} ms at most"));
        let dish = limit(ms, soup()).await;
        log("waiter", &format!("has {dish:?}"));
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
