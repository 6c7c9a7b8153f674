// region: hidden
//! The same computation, shared by more and more threads.

use std::thread;
// endregion

const TICKETS: u32 = 300_000;
const THREADS: &[u32] = &[1, 2];

fn is_lucky(ticket: u32) -> bool {
    let digits = format!("{ticket:06}");
    let sum = |half: &str| half.bytes().map(u32::from).sum::<u32>();
    sum(&digits[..3]) == sum(&digits[3..])
}

fn count_lucky(threads: u32) -> usize {
    thread::scope(|scope| {
        let mut counters = Vec::new();
        for number in 0..threads {
            let tickets = (number..TICKETS).step_by(threads as usize);
            let count = || tickets.filter(|&ticket| is_lucky(ticket)).count();
            counters.push(scope.spawn(count));
        }
        let counts = counters.into_iter().map(|counter| counter.join());
        counts
            .map(|count| count.expect("counting does not panic"))
            .sum()
    })
}

fn main() {
    for &threads in THREADS {
        let lane = format!("threads: {threads}");
        log(&lane, "work: count");
        let lucky = count_lucky(threads);
        log(&lane, &format!("done: {lucky} are lucky"));
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
