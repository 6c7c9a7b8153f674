// region: hidden
//! One thread does the steps of two orders in turn.

use std::collections::VecDeque;
use std::hint::black_box;
// endregion

struct Order {
    guest: &'static str,
    portions: u32,
}

/// Grinds one portion: some computing, and no waiting.
fn grind() {
    black_box((0..2_000_000).filter(|grain| grain % 7 == 0).count());
}

fn main() {
    let ann = Order {
        guest: "ann",
        portions: 4,
    };
    let bo = Order {
        guest: "bo",
        portions: 4,
    };
    let mut queue = VecDeque::from([ann, bo]);
    while let Some(mut order) = queue.pop_front() {
        log(order.guest, "work: grind a portion");
        grind();
        order.portions -= 1;
        if order.portions == 0 {
            log(order.guest, "done");
        } else {
            log(order.guest, "wait: for the next turn");
            queue.push_back(order);
        }
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
