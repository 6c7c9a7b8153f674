// region: hidden
//! Two signs for a thread that sleeps twice.

use std::thread;
use std::time::Duration;
// endregion

fn main() {
    let baker = thread::spawn(|| {
        log("baker", "block: kneads for 100 ms");
        thread::sleep(Duration::from_millis(100));
        for nap in 1..=2 {
            log("baker", &format!("block: nap {nap}"));
            thread::park_timeout(Duration::from_millis(300));
        }
        log("baker", "done");
    });
    for guest in ["Ann", "Bo"] {
        log(guest, "done: rings the bell");
        baker.thread().unpark();
    }
    baker.join().expect("baking does not panic");
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
