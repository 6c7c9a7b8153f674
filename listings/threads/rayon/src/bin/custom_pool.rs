// region: hidden
//! A pool of two threads, for work that waits.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::thread;
use std::time::Duration;
// endregion

fn download(page: u32) {
    let lane = format!("page {page}");
    log(&lane, "block: download");
    thread::sleep(Duration::from_millis(100));
    log(&lane, "done");
}

fn main() -> Result<(), rayon::ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(2).build()?;
    log("main", "block: six pages");
    pool.install(|| (1..=6).into_par_iter().for_each(download));
    log("main", "done");
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
