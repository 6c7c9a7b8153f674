// region: hidden
//! Two threads send to one queue, and the queue ends by itself.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;
// endregion

fn cook(kitchen: &str, ms: u64, menu: [&str; 2], hatch: Sender<String>) {
    for dish in menu {
        log(kitchen, &format!("block: the {dish} takes {ms} ms"));
        thread::sleep(Duration::from_millis(ms));
        let dish = format!("{dish} of the {kitchen}");
        hatch.send(dish).expect("the waiter is there");
    }
    log(kitchen, "done");
}

fn main() {
    let (hatch, dishes) = mpsc::channel();
    let menus = [
        ("grill", 200, ["trout", "corn"]),
        ("oven", 300, ["bread", "cake"]),
    ];
    let kitchens = menus.map(|(kitchen, ms, menu)| {
        let hatch = hatch.clone();
        thread::spawn(move || cook(kitchen, ms, menu, hatch))
    });
    log("waiter", "block: until a dish comes");
    drop(hatch);
    for dish in dishes {
        log("waiter", &format!("block: after serving {dish}"));
    }
    log("waiter", "done: go home");
    for kitchen in kitchens {
        kitchen.join().expect("no kitchen panics");
    }
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
