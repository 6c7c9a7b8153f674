// region: hidden
//! Three threads change one number, each while it holds the lock.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
// endregion

fn print_ticket() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(100) {
        std::hint::spin_loop();
    }
}

fn main() {
    let stock = Arc::new(Mutex::new(10));
    let clerks = ["Ann", "Bo", "Cem"].map(|name| {
        let stock = Arc::clone(&stock);
        thread::spawn(move || {
            log(name, "block: lock the stock");
            let mut stock = stock.lock().expect("no clerk panics");
            log(name, "work: print a ticket");
            print_ticket();
            *stock -= 1;
            log(name, "done");
        })
    });
    for clerk in clerks {
        clerk.join().expect("no clerk panics");
    }
    let left = stock.lock().expect("no clerk panics");
    println!("in stock at last: {left}");
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
