// region: hidden
//! Two guests wait at a gate; one of them comes when it is open already.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;
// endregion

const PATIENCE: Duration = Duration::from_millis(400);

static OPEN: Mutex<bool> = Mutex::new(false);
static CHANGED: Condvar = Condvar::new();

fn guest(name: &str, ms: u64) {
    thread::sleep(Duration::from_millis(ms));
    log(name, "block: waits at the gate");
    let open = OPEN.lock().expect("nobody panics");
    let (_open, wait) = CHANGED.wait_timeout(open, PATIENCE).expect("nobody panics");
    let end = if wait.timed_out() { "gave up" } else { "is in" };
    log(name, &format!("done: {end}"));
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| guest("Ann", 0));
        scope.spawn(|| guest("Bo", 200));
        thread::sleep(Duration::from_millis(100));
        *OPEN.lock().expect("nobody panics") = true;
        CHANGED.notify_all();
        log("gate", "done: opened");
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
