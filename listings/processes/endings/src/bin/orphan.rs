// region: hidden
//! Killing a process does not kill what it has started.

use std::process::{Child, Command};
use std::time::Duration;
use std::{env, io, thread};
// endregion

fn start(role: &str) -> io::Result<Child> {
    Command::new(env::current_exe()?)
        .arg(role)
        .env("LOG_START", START.to_string())
        .spawn()
}

fn sleep(millis: u64) {
    thread::sleep(Duration::from_millis(millis));
}

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("cook") => {
            let mut kettle = start("kettle")?;
            log("cook", "block: for the kettle");
            kettle.wait()?;
            log("cook", "done");
        }
        Some(_) => {
            log("kettle", "block: the water gets hot");
            sleep(600);
            log("kettle", "done");
        }
        None => {
            let mut cook = start("cook")?;
            sleep(300);
            log("main", "kill the cook");
            cook.kill()?;
            cook.wait()?;
            log("main", "the cook has gone");
            sleep(600);
            log("main", "done");
        }
    }
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
