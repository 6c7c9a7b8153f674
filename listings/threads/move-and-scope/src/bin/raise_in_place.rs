// region: hidden
//! Two threads change one list, each its own part.

use std::thread;
use std::time::Duration;
// endregion

fn raise(lane: &str, prices: &mut [u32]) {
    for price in prices {
        log(lane, &format!("block: think about {price}"));
        thread::sleep(Duration::from_millis(100));
        *price += 1;
    }
    log(lane, "done");
}

fn main() {
    let mut prices = vec![3, 4, 7, 9, 12];
    let (starters, mains) = prices.split_at_mut(2);
    thread::scope(|scope| {
        scope.spawn(|| raise("starters", starters));
        scope.spawn(|| raise("mains", mains));
        log("main", "block: the end of the scope");
    });
    log("main", "done");
    println!("{prices:?}");
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
