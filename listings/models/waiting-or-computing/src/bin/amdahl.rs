// region: hidden
//! A job of two parts: one that only one worker can do, and one that all can share.

use std::thread;
use std::time::Duration;
// endregion

const ALONE: u64 = 100;
const SHARED: u64 = 400;

/// A worker's work. It is a sleep, so that it needs none of this machine's cores.
fn work(millis: u64) {
    thread::sleep(Duration::from_millis(millis));
}

fn main() {
    for workers in [1, 2, 4, 8] {
        let lane = &format!("workers: {workers}");
        log(lane, "block: one writes the list");
        work(ALONE);
        log(lane, "block: all pack parcels");
        let share = move || work(SHARED / workers);
        let mut packers = Vec::new();
        for _ in 0..workers {
            packers.push(thread::spawn(share));
        }
        for packer in packers {
            packer.join().expect("packing does not panic");
        }
        log(lane, "done");
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
