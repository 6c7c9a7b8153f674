// region: hidden
//! A full queue makes the sender wait.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
// endregion

fn dry() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(100) {
        std::hint::spin_loop();
    }
}

fn main() {
    let (rack, plates) = mpsc::sync_channel(1);
    let washer = thread::spawn(move || {
        for plate in 1..=5 {
            log("washer", &format!("block: send plate {plate}"));
            rack.send(plate).expect("the dryer is there");
        }
        log("washer", "done");
    });
    for plate in plates {
        log("dryer", &format!("work: dry plate {plate}"));
        dry();
    }
    log("dryer", "done");
    washer.join().expect("washing does not panic");
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
