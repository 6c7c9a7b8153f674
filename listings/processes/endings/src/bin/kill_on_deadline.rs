// region: hidden
//! A deadline for a child: ask, wait a little, ask again, kill.

use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};
use std::{env, io, thread};
// endregion

const COOKING: Duration = Duration::from_secs(5);

/// Waits for the child's end, and kills it if that does not come in time.
fn wait_or_kill(child: &mut Child, limit: Duration) -> io::Result<ExitStatus> {
    let deadline = Instant::now() + limit;
    log("main", "block: for the kettle");
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(20));
    }
    log("main", "kill the kettle");
    child.kill()?;
    child.wait()
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("kettle") {
        log("kettle", "block: the water gets hot");
        thread::sleep(COOKING);
        log("kettle", "done");
        return Ok(());
    }
    let mut child = Command::new(env::current_exe()?)
        .arg("kettle")
        .env("LOG_START", START.to_string())
        .spawn()?;
    let status = wait_or_kill(&mut child, Duration::from_millis(300))?;
    log("main", &format!("done: {status}"));
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
