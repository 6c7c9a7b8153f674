// region: hidden
//! Two futures joined, and one of them fails.

use std::time::Duration;
use tokio::time::sleep;
// endregion

struct Heat;

impl Drop for Heat {
    fn drop(&mut self) {
        log("oven", "end: the heat goes off");
    }
}

async fn flour() -> Result<u32, String> {
    log("flour", "wait: the bin opens");
    sleep(Duration::from_millis(20)).await;
    log("flour", "end: none left");
    Err("no flour".to_string())
}

async fn oven() -> Result<u32, String> {
    let _heat = Heat;
    log("oven", "wait: it heats up");
    sleep(Duration::from_millis(200)).await;
    log("oven", "hot");
    Ok(200)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "wait: flour and oven");
    let ready = tokio::try_join!(flour(), oven());
    log("main", &format!("done: {ready:?}"));
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
