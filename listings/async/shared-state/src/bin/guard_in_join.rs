// region: hidden
//! A guard of std's mutex across an await, where nothing asks for `Send`.

use std::time::Duration;
use std::{process, thread};
use tokio::time::sleep;
// endregion
use std::sync::Mutex;

static STOCK: Mutex<u32> = Mutex::new(2);

#[expect(clippy::await_holding_lock)]
async fn sell(guest: &str) {
    log(guest, "block: asks for the lock");
    let mut tickets = STOCK.lock().expect("no clerk panics");
    log(guest, "wait: holds the lock, for the payment");
    sleep(Duration::from_millis(100)).await;
    *tickets -= 1;
    log(guest, "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    watch_over_it();
    tokio::join!(sell("ann"), sell("bo"));
    log("main", "done");
}

/// Ends a program that does not end by itself.
fn watch_over_it() {
    thread::spawn(|| {
        thread::sleep(Duration::from_millis(500));
        log("watchdog", "exit: it should have ended long ago");
        process::exit(1);
    });
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
