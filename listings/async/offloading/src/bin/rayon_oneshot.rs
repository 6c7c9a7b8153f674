// region: hidden
//! Computing on two threads of rayon, awaited by a task.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::catch_unwind;
use std::time::Duration;
use tokio::sync::oneshot;
// endregion

fn develop(photo: &str) -> u64 {
    log(photo, "compute the colours");
    let colours = (0..3_000_000_u64).filter(|n| n * n % 7 == 1).count();
    log(photo, "done");
    colours as u64
}

/// What came of the photo; `None` if `develop` panicked.
async fn develop_in(pool: &ThreadPool, photo: &'static str) -> Option<u64> {
    let (answer, answered) = oneshot::channel();
    pool.spawn(move || {
        let developed = catch_unwind(|| develop(photo));
        // `send` fails if nobody waits for the answer any more.
        let _ = answer.send(developed);
    });
    let developed = answered.await.expect("the closure always answers");
    developed.ok()
}

async fn clock() {
    for _ in 0..3 {
        log("clock", "wait: 20 ms");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    log("clock", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pool = ThreadPoolBuilder::new().num_threads(2).build();
    let pool = pool.expect("the system allows two threads");
    tokio::join!(
        clock(),
        develop_in(&pool, "beach"),
        develop_in(&pool, "forest"),
        develop_in(&pool, "harbour"),
        develop_in(&pool, "market"),
    );
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
