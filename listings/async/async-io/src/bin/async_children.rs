// region: hidden
//! Two children at once, and a limit for both.

use std::env;
use std::time::Duration;

use tokio::io;
use tokio::process::Command;
use tokio::time::{sleep, timeout};
// endregion

async fn cook(dish: &str, ms: u64) -> io::Result<()> {
    let mut pot = Command::new(env::current_exe()?)
        .args([dish, &ms.to_string()])
        .env("LOG_START", START.to_string())
        .spawn()?;
    let status = pot.wait().await?;
    log("main", &format!("wait: {dish} ended, {status}"));
    Ok(())
}

/// What a child does, on its only thread.
fn stand_on_the_stove(dish: &str, ms: &str) {
    log(dish, "block: cooks");
    let ms = ms.parse().expect("the parent sends a number");
    std::thread::sleep(Duration::from_millis(ms));
    log(dish, "done");
}

async fn meal() -> io::Result<()> {
    tokio::try_join!(cook("tea", 100), cook("soup", 600))?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    if let [_, dish, ms] = &env::args().collect::<Vec<_>>()[..] {
        stand_on_the_stove(dish, ms);
        return Ok(());
    }
    log("main", "wait: both, 400 ms at most");
    match timeout(Duration::from_millis(400), meal()).await {
        Ok(cooked) => cooked?,
        Err(_) => log("main", "wait: gave up, stays for 400 ms"),
    }
    sleep(Duration::from_millis(400)).await;
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
