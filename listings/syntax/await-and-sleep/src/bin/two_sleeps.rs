// region: hidden
//! Two functions named sleep beside a clock.
// endregion
use std::thread;
use std::time::Duration;
use tokio::time;

async fn clock() {
    for tick in 0..4 {
        log("clock", &format!("wait: tick {tick}"));
        time::sleep(Duration::from_millis(200)).await;
    }
    log("clock", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let ticking = tokio::spawn(clock());

    log("main", "wait: 0.5 s");
    time::sleep(Duration::from_millis(500)).await;

    log("main", "block: 0.4 s");
    thread::sleep(Duration::from_millis(400));

    log("main", "wait: for the clock");
    ticking.await.expect("the clock panicked");
    log("main", "done");
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
