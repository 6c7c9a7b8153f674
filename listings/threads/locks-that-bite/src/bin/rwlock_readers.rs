// region: hidden
//! Three guests read the menu, and a cook changes it.

use std::sync::RwLock;
use std::thread;
use std::time::{Duration, Instant};
// endregion

static MENU: RwLock<&str> = RwLock::new("soup");

fn guest(name: &str) {
    let menu = MENU.read().expect("nobody panics");
    log(name, &format!("work: reads {menu}"));
    spend_100_ms();
    log(name, "done");
}

fn cook() {
    log("cook", "block: wants to write");
    let mut menu = MENU.write().expect("nobody panics");
    log("cook", "work: writes");
    spend_100_ms();
    *menu = "stew";
    log("cook", "done");
}

fn spend_100_ms() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(100) {
        std::hint::spin_loop();
    }
}

fn main() {
    thread::scope(|scope| {
        for name in ["Ann", "Bo", "Cem"] {
            scope.spawn(move || guest(name));
        }
        thread::sleep(Duration::from_millis(50));
        scope.spawn(cook);
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
