// region: hidden
//! Three hikers walk two legs, and wait for each other after each.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};
// endregion

fn hike(name: &str, ms: u64, hut: &Barrier) {
    for leg in 1..=2 {
        log(name, &format!("work: walks leg {leg}"));
        walk(ms);
        log(name, "block: waits at the hut");
        if hut.wait().is_leader() {
            log("hut", &format!("work: supper {leg}"));
        }
    }
    log(name, "done");
}

fn walk(ms: u64) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(ms) {
        std::hint::spin_loop();
    }
}

fn main() {
    let hut = Barrier::new(3);
    thread::scope(|scope| {
        for (name, ms) in [("Ann", 50), ("Bo", 150), ("Cem", 250)] {
            let hut = &hut;
            scope.spawn(move || hike(name, ms, hut));
        }
    });
    log("hut", "done");
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
