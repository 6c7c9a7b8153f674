// region: hidden
//! Ctrl-C ends a program where it stands, unless the program waits for it.

use std::io;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::sleep;
// endregion

struct Tidy;

impl Drop for Tidy {
    fn drop(&mut self) {
        log("main", "end: tidies up");
    }
}

/// A child that sends its parent what a terminal sends it at Ctrl-C.
async fn press_ctrl_c() -> io::Result<()> {
    let mut shell = Command::new("sh");
    shell.args(["-c", "kill -INT $PPID"]).status().await?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let _tidy = Tidy;
    tokio::spawn(async {
        sleep(Duration::from_millis(200)).await;
        log("user", "presses Ctrl-C");
        press_ctrl_c().await
    });

    log("main", "wait: for Ctrl-C");
    tokio::signal::ctrl_c().await?;
    log("main", "has heard it");
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
