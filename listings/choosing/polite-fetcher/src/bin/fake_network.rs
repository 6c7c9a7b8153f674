// region: hidden
//! Eight pages are asked for at once.

use futures::future::join_all;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::sleep;
// endregion

type Answer = Result<String, Fault>;

#[derive(Debug, Clone)]
enum Fault {
    Full,
    Broken,
    Gone,
}

/// A number below `below` that seems random, and is the same for the same seed, page and attempt.
fn draw(page: u64, attempt: u64, below: u64) -> u64 {
    let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok());
    let mixed = (seed.unwrap_or(6) ^ page << 32 ^ attempt << 8).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) % below
}

/// The site's side: seats for three, no page 4, and page 6 may take long.
async fn get(site: &Semaphore, page: u64, attempt: u64) -> Answer {
    let _seat = site.try_acquire().map_err(|_| Fault::Full)?;
    let ms = match (page, attempt) {
        (6, 1) => 1_000,
        _ => 40 + draw(page, attempt, 60),
    };
    sleep(Duration::from_millis(ms)).await;
    match draw(page, attempt, 3) {
        _ if page == 4 => Err(Fault::Gone),
        0 => Err(Fault::Broken),
        _ => Ok(format!("text of page {page}")),
    }
}

async fn fetch(site: &Semaphore, page: u64) -> Answer {
    let lane = format!("page {page}");
    log(&lane, "asks");
    let answer = get(site, page, 1).await;
    log(&lane, &format!("done: {answer:?}"));
    answer
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let site = Semaphore::new(3);
    let answers = join_all((1..=8).map(|page| fetch(&site, page))).await;
    let pages = answers.iter().flatten().count();
    println!("{pages} of {} pages", answers.len());
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
