// region: hidden
//! A task is aborted, and its handle says so.

use std::time::Duration;
use tokio::time::sleep;
// endregion

const BAKING: Duration = Duration::from_millis(300);

struct Heat;

impl Drop for Heat {
    fn drop(&mut self) {
        log("oven", "end: the heat goes off");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let oven = tokio::spawn(async {
        let _heat = Heat;
        log("oven", "wait: the bread bakes");
        sleep(BAKING).await;
        log("oven", "the bread is done");
    });

    log("main", "wait: 100 ms");
    sleep(Duration::from_millis(100)).await;
    log("main", "abort the oven");
    oven.abort();

    log("main", "wait: for the oven to end");
    match oven.await {
        Ok(()) => log("main", "it finished"),
        Err(error) if error.is_cancelled() => log("main", "it was cancelled"),
        Err(_) => log("main", "it panicked"),
    }
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
