// region: hidden
//! Which thread runs the tasks?

use std::thread;
use std::time::{Duration, Instant};
// endregion

fn lane(name: &str) -> String {
    format!("{name} @ {:?}", thread::current().id())
}

async fn cook(dish: &str) {
    log(&lane(dish), "stir for 50 ms");
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(50) {}
    log(&lane(dish), "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log(&lane("main"), "spawn three tasks");
    let names = ["soup", "rice", "beans"];
    let dishes = names.map(|dish| tokio::spawn(cook(dish)));
    log(&lane("main"), "await: the dishes");
    for dish in dishes {
        dish.await.expect("cooking does not panic");
    }
    log(&lane("main"), "done");
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
