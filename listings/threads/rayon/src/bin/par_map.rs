// region: hidden
//! Six pages are rendered, one after another or all at once.

#[allow(unused_imports)]
use rayon::prelude::*;
// endregion

fn render(page: u64) -> u64 {
    let worker = rayon::current_thread_index();
    let worker = worker.map_or("main".into(), |number| format!("worker {number}"));
    let lane = format!("page {page} @ {worker}");
    log(&lane, "work: render");
    let letters = (0..3_000_000).map(|step| step * page % (page + 6)).sum();
    log(&lane, "done");
    letters
}

fn main() {
    let pages = [1, 2, 3, 4, 5, 6];
    let letters: Vec<u64> = pages.iter().map(|&page| render(page)).collect();
    println!("letters: {letters:?}");
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
