// region: hidden
//! The notes' program, with a pause in both functions: who does what, and when.

use std::time::Duration;
use tokio::time::sleep;
// endregion

async fn print1() {
    log("print1", "wait: 0.1 s");
    sleep(Duration::from_millis(100)).await;
    log("print1", "done: 1");
}

async fn print2() {
    log("print2", "wait: 0.3 s");
    sleep(Duration::from_millis(300)).await;
    log("print2", "done: 2");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "create two tasks");
    let task1 = tokio::spawn(print1());
    let task2 = tokio::spawn(print2());

    log("main", "wait: for task 1");
    task1.await.expect("print1 does not panic");
    log("main", "wait: for task 2");
    task2.await.expect("print2 does not panic");
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
