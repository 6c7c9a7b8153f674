// region: hidden
//! Two clerks look at an atomic stock, and take from it later.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::Duration;
// endregion

static STOCK: AtomicU32 = AtomicU32::new(1);

fn sell(clerk: &str, ms: u64) {
    let seen = STOCK.load(Relaxed);
    if seen == 0 {
        return log(clerk, "done: sold out");
    }
    write_ticket(clerk, ms);
    STOCK.fetch_sub(1, Relaxed);
    log(clerk, "done: sold");
}

fn write_ticket(clerk: &str, ms: u64) {
    log(clerk, &format!("block: writes a ticket for {ms} ms"));
    thread::sleep(Duration::from_millis(ms));
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| sell("Ann", 100));
        scope.spawn(|| sell("Bo", 200));
    });
    println!("in stock: {}", STOCK.load(Relaxed));
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
