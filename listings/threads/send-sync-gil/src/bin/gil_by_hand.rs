// region: hidden
//! Two Rust threads that share a lock as Python's do.

use std::hint::black_box;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;
// endregion

static GIL: Mutex<()> = Mutex::new(());

fn compute() {
    let squares = (0..1_500_000_u64).map(|number| number * number % 7);
    black_box(squares.sum::<u64>());
}

fn run(name: &str) {
    log(name, "block: wait for the GIL");
    for slice in 1..=3 {
        let gil = GIL.lock().expect("no thread panics");
        log(name, &format!("work: slice {slice}"));
        compute();
        log(name, "block: give the other thread a turn");
        drop(gil);
        thread::sleep(Duration::from_millis(5));
    }
    log(name, "done");
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| run("thread A"));
        scope.spawn(|| run("thread B"));
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
