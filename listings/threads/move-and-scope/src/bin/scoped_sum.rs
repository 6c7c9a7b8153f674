// region: hidden
//! Two threads borrow one list, and the scope waits for both.

use std::thread;
// endregion

fn add_with_tax(lane: &str, prices: &[u64]) -> u64 {
    log(lane, "work: add up, with tax");
    let sum = prices.iter().map(|price| price * 119 / 100).sum();
    log(lane, "done");
    sum
}

fn main() {
    let prices: Vec<u64> = (1..=4_000_000).collect();
    let (left_half, right_half) = prices.split_at(prices.len() / 2);
    log("main", "the scope begins");
    let sum = thread::scope(|scope| {
        let left = scope.spawn(|| add_with_tax("left half", left_half));
        let right = scope.spawn(|| add_with_tax("right half", right_half));
        log("main", "block: join both");
        let sums = [left, right].map(|half| half.join().expect("adding does not panic"));
        sums[0] + sums[1]
    });
    log("main", "done: the scope has ended");
    println!("{} dishes cost {sum} with tax", prices.len());
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
