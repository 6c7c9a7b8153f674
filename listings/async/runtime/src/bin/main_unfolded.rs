// region: hidden
//! What `#[tokio::main]` hides: a runtime is built, and runs while somebody calls `block_on`.

use std::thread;
use std::time::Duration;
// endregion

async fn boil(cups: u32) -> u32 {
    log("kettle", "wait: the water heats up");
    tokio::time::sleep(Duration::from_millis(100)).await;
    log("kettle", "done");
    cups
}

fn main() {
    log("main", "build a runtime");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the system has room for a runtime");
    log("main", "spawn the kettle");
    let kettle = runtime.spawn(boil(2));
    log("main", "block: the thread sleeps for 200 ms");
    thread::sleep(Duration::from_millis(200));
    log("main", "call block_on");
    let cups = runtime.block_on(kettle);
    log("main", &format!("done: {cups:?}"));
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
