// region: hidden
//! A task that stands still between two runs of its runtime.
// endregion
use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

async fn clock() {
    for tick in 0..4 {
        log("clock", &format!("wait: tick {tick}"));
        sleep(Duration::from_millis(100)).await;
    }
    log("clock", "done");
}

fn main() -> std::io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;

    let ticking = runtime.spawn(clock());

    log("main", "wait: the first run");
    runtime.block_on(async {
        sleep(Duration::from_millis(150)).await;
    });

    log("main", "block: between the runs");
    thread::sleep(Duration::from_millis(300));

    log("main", "wait: the second run");
    runtime.block_on(ticking)?;
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
