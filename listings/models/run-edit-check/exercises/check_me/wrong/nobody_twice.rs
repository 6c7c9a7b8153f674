//! Sorts in a map, where of two teas that take the same time one is lost.
// region: hidden
use std::thread;
use std::time::Duration;
// endregion

/// There is one pot, and each guest waits from the beginning until the tea is ready.
/// Returns the orders as the pot brews them: so that all waits, added up, are as short as can be.
fn plan(orders: Vec<(&'static str, u64)>) -> Vec<(&'static str, u64)> {
    let by_millis: std::collections::BTreeMap<u64, &str> = orders
        .into_iter()
        .map(|(guest, millis)| (millis, guest))
        .collect();
    by_millis
        .into_iter()
        .map(|(millis, guest)| (guest, millis))
        .collect()
}

fn main() {
    let orders = plan(vec![("ann", 300), ("bo", 100), ("cem", 200)]);
    for (guest, _) in &orders {
        log(guest, "wait: for the pot");
    }
    for (guest, millis) in orders {
        log(guest, "block: the tea brews");
        thread::sleep(Duration::from_millis(millis));
        log(guest, "done");
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
