// region: hidden
//! The same computing, split over two threads and over a hundred.

use std::thread;
// endregion

const NUMBERS: u32 = 6_000_000;

fn count_sevens(from: u32, to: u32) -> usize {
    (from..to).filter(|number| number % 7 == 0).count()
}

fn count(threads: u32) -> usize {
    let share = NUMBERS / threads;
    let mut counters = Vec::new();
    for n in 0..threads {
        let from = n * share;
        counters.push(thread::spawn(move || count_sevens(from, from + share)));
    }
    let mut sum = 0;
    for counter in counters {
        sum += counter.join().expect("counting does not panic");
    }
    sum
}

fn main() {
    for (threads, lane) in [(2, "2 threads"), (100, "100 threads")] {
        log(lane, "count");
        log(lane, &format!("done: {} numbers", count(threads)));
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
