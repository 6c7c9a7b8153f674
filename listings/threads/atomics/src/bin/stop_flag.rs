// region: hidden
//! A flag tells a thread to stop when it is ready to.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::Duration;
// endregion

fn main() {
    let open = AtomicBool::new(true);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut guest = 0;
            while open.load(Relaxed) {
                guest += 1;
                log("waiter", &format!("block: with guest {guest}"));
                thread::sleep(Duration::from_millis(100));
            }
            log("waiter", "done: goes home");
        });
        log("main", "block: until closing time");
        thread::sleep(Duration::from_millis(250));
        open.store(false, Relaxed);
        log("main", "done: closed");
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
