// region: hidden
//! Two threads grind at the same time.

use std::hint::black_box;
use std::io;
use std::thread;
// endregion

/// Grinds one portion: some computing, and no waiting.
fn grind() {
    black_box((0..2_000_000).filter(|grain| grain % 7 == 0).count());
}

fn serve(guest: &str) {
    for _ in 0..4 {
        log(guest, "work: grind a portion");
        grind();
    }
    log(guest, "done");
}

fn main() -> io::Result<()> {
    println!("cores: {}", thread::available_parallelism()?);
    let ann = thread::spawn(|| serve("ann"));
    let bo = thread::spawn(|| serve("bo"));
    for order in [ann, bo] {
        order.join().expect("grinding does not panic");
    }
    Ok(())
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
