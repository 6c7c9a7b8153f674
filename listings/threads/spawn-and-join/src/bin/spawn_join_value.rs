// region: hidden
//! Threads count lucky tickets and give their counts back.

use std::ops::Range;
use std::thread;
// endregion

const TICKETS: u32 = 1_000_000;
const THREADS: u32 = 1;

fn is_lucky(ticket: u32) -> bool {
    let digits = format!("{ticket:06}");
    let sum = |half: &str| half.bytes().map(u32::from).sum::<u32>();
    sum(&digits[..3]) == sum(&digits[3..])
}

fn count_lucky(tickets: Range<u32>) -> usize {
    let lane = format!("tickets from {}", tickets.start);
    log(&lane, "work: count");
    let lucky = tickets.filter(|&ticket| is_lucky(ticket)).count();
    log(&lane, "done");
    lucky
}

fn main() {
    let share = TICKETS / THREADS;
    let mut counters = Vec::new();
    for number in 0..THREADS {
        let tickets = number * share..(number + 1) * share;
        counters.push(thread::spawn(move || count_lucky(tickets)));
    }
    log("main", "block: join the threads");
    let mut lucky = 0;
    for counter in counters {
        lucky += counter.join().expect("counting does not panic");
    }
    log("main", "done");
    println!("lucky tickets: {lucky} of {TICKETS}");
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
