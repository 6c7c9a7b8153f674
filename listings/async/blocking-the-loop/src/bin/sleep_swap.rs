// region: hidden
//! Three tasks wait on one thread.

use std::time::Duration;
// endregion

const PAUSE: Duration = Duration::from_millis(100);

async fn wait(lane: &'static str) {
    log(lane, "wait: 100 ms");
    tokio::time::sleep(PAUSE).await;
    log(lane, "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let lanes = ["task 1", "task 2", "task 3"];
    let tasks = lanes.map(|lane| tokio::spawn(wait(lane)));
    for task in tasks {
        task.await.expect("the task does not panic");
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
