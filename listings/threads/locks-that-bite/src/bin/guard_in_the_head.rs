// region: hidden
//! Four bakers take their orders from one list.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};
// endregion

static ORDERS: Mutex<Vec<&str>> = Mutex::new(vec![]);

fn bake() {
    while let Some(cake) = ORDERS.lock().expect("nobody panics").pop() {
        log(cake, "work: is baked");
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(100) {
            std::hint::spin_loop();
        }
        log(cake, "done");
    }
}

fn main() {
    let cakes = ["plum", "lemon", "nut", "cherry"];
    ORDERS.lock().expect("nobody panics").extend(cakes);
    log("main", "block: until the bakers are done");
    let bakers = [(); 4].map(|()| thread::spawn(bake));
    for baker in bakers {
        baker.join().expect("nobody panics");
    }
    log("main", "done");
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
