// region: hidden
//! At most three pages at a time, and an answer for each.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;
// endregion

// region: hidden
type Answer = Result<String, Fault>;

#[derive(Debug, Clone)]
enum Fault {
    Full,
    Broken,
    Gone,
    Unanswered,
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
// endregion

async fn fetch(site: &Semaphore, page: u64, permits: &Semaphore) -> Answer {
    let lane = format!("page {page}");
    log(&lane, "wait: for a permit");
    let _permit = permits.acquire().await.expect("nobody closes it");
    log(&lane, "asks");
    let answer = get(site, page, 1).await;
    log(&lane, &format!("done: {answer:?}"));
    answer
}

async fn fetch_all(site: Semaphore, pages: &[u64]) -> Vec<Answer> {
    let (site, permits) = (Arc::new(site), Arc::new(Semaphore::new(3)));
    let mut tasks = JoinSet::new();
    for (place, &page) in pages.iter().enumerate() {
        let (site, permits) = (Arc::clone(&site), Arc::clone(&permits));
        tasks.spawn(async move { (place, fetch(&site, page, &permits).await) });
    }
    let mut answers = vec![Err(Fault::Unanswered); pages.len()];
    while let Some(ended) = tasks.join_next().await {
        if let Ok((place, answer)) = ended {
            answers[place] = answer;
        }
    }
    answers
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pages: Vec<u64> = (1..=8).collect();
    let answers = fetch_all(Semaphore::new(3), &pages).await;
    for (page, answer) in pages.iter().zip(answers) {
        println!("page {page}: {answer:?}");
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
