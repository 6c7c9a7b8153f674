// region: hidden
//! Three guests get their tea from three processes.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;
use std::{env, io, process, thread};
// endregion

const ORDERS: [(&str, u64); 3] = [("ann", 300), ("bo", 200), ("cem", 100)];

static SERVED: AtomicU32 = AtomicU32::new(0);

fn brew(guest: &str, millis: u64) {
    let (pid, thread) = (process::id(), thread::current().id());
    let lane = format!("{guest} @ process {pid}, {thread:?}");
    log(&lane, "block: the tea brews");
    thread::sleep(Duration::from_millis(millis));
    SERVED.fetch_add(1, Relaxed);
    log(&lane, "done");
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, guest, millis] = &arguments[..] {
        brew(guest, millis.parse().expect("main passes a number"));
        return Ok(());
    }
    let mut pots = Vec::new();
    for (guest, millis) in ORDERS {
        let pot = Command::new(env::current_exe()?)
            .args([guest, &millis.to_string()])
            .env("LOG_START", START.to_string())
            .spawn()?;
        pots.push(pot);
    }
    for mut pot in pots {
        let status = pot.wait()?;
        assert!(status.success(), "a pot failed: {status}");
    }
    println!("teas counted in main: {}", SERVED.load(Relaxed));
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
