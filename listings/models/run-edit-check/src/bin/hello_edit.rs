// region: hidden
//! A program to run and to change: it names its process and makes a cup of tea.

use std::time::Duration;
use std::{process, thread};
// endregion

const HEAT: Duration = Duration::from_millis(200);

fn main() {
    println!("hello from process {}", process::id());

    log("ann", "wait: for her tea");
    log("kettle", "block: the water heats");
    thread::sleep(HEAT);
    log("kettle", "done");

    log("cup", "block: the tea steeps");
    thread::sleep(Duration::from_millis(300));
    log("cup", "done");
    log("ann", "done: she drinks");
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
