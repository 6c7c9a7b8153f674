// region: hidden
//! Two careful functions take two locks in a different order; `main` looks after them.

use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};
// endregion

static SEATS: Mutex<u32> = Mutex::new(10);
static TILL: Mutex<u32> = Mutex::new(50);

type Guard = MutexGuard<'static, u32>;

fn sell() {
    let mut seats = lock("sell", "seats", &SEATS);
    print_slip();
    let mut till = lock("sell", "till", &TILL);
    *seats -= 1;
    *till += 12;
    log("sell", "done");
}

fn refund() {
    let mut till = lock("refund", "till", &TILL);
    print_slip();
    let mut seats = lock("refund", "seats", &SEATS);
    *till -= 12;
    *seats += 1;
    log("refund", "done");
}

fn lock(who: &str, what: &str, lock: &'static Mutex<u32>) -> Guard {
    log(who, &format!("block: wants the {what}"));
    let guard = lock.lock().expect("nobody panics");
    log(who, &format!("work: has the {what}"));
    guard
}

fn print_slip() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(100) {
        std::hint::spin_loop();
    }
}

fn main() {
    let clerks = [thread::spawn(sell), thread::spawn(refund)];
    thread::sleep(Duration::from_millis(500));
    let stuck = clerks.iter().filter(|clerk| !clerk.is_finished());
    let stuck = stuck.count();
    log("watchdog", &format!("end: {stuck} clerks are stuck"));
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
