// region: hidden
//! The same number of parts, shared out to threads: parts that wait, and parts that compute.

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{fs, thread};
// endregion

const PARTS: usize = 256;
const THREADS: usize = 1;
const MILLI: Duration = Duration::from_millis(1);

/// The program's time on cores so far, in ms; Linux tells.
fn cpu_time() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<u64>().ok();
    Some(10 * (ticks(11)? + ticks(12)?))
}

fn measure(lane: &str, what: &str, part: fn()) {
    log(lane, what);
    let (start, before) = (Instant::now(), cpu_time());
    let share = move || (0..PARTS / THREADS).for_each(|_| part());
    let mut threads = Vec::new();
    for _ in 0..THREADS {
        threads.push(thread::spawn(share));
    }
    for thread in threads {
        thread.join().expect("no part panics");
    }
    let clock = start.elapsed().as_millis();
    let cores = match (before, cpu_time()) {
        (Some(before), Some(after)) => format!("{} ms", after - before),
        _ => "unknown".to_string(),
    };
    log(lane, &format!("done: clock {clock} ms, cores {cores}"));
}

fn main() {
    measure("ask", "block: 256 waits", || thread::sleep(MILLI));
    measure("count", "work: 256 counts", || {
        black_box((0..90_000).filter(|number| number % 7 == 0).count());
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
