// region: hidden
//! Three guests need the menu, and the first of them has it written.

use std::sync::OnceLock;
use std::thread;
use std::time::Duration;
// endregion

static MENU: OnceLock<String> = OnceLock::new();

fn write_menu() -> String {
    log("cook", "block: writes the menu");
    thread::sleep(Duration::from_millis(200));
    log("cook", "done");
    "soup".to_owned()
}

fn guest(name: &str, ms: u64) {
    thread::sleep(Duration::from_millis(ms));
    log(name, "block: wants the menu");
    let menu = MENU.get_or_init(write_menu);
    log(name, &format!("done: reads {menu}"));
}

fn main() {
    thread::scope(|scope| {
        for (name, ms) in [("Ann", 0), ("Bo", 100), ("Cem", 300)] {
            scope.spawn(move || guest(name, ms));
        }
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
