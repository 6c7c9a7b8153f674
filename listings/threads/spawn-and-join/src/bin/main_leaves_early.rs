// region: hidden
//! main returns while a thread still works.

use std::thread;
use std::time::Duration;
// endregion

fn print_receipt() {
    log("printer", "block: the paper moves");
    thread::sleep(Duration::from_millis(600));
    log("printer", "done: the receipt is printed");
}

fn main() {
    let printer = thread::spawn(print_receipt);
    log("main", "block: a pause of 200 ms");
    thread::sleep(Duration::from_millis(200));
    drop(printer);
    log("main", "end of main");
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
