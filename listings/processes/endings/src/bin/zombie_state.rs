// region: hidden
//! A child whose handle is dropped: what becomes of it.

use std::process::Command;
use std::time::Duration;
use std::{env, fs, io, thread};
// endregion

/// What Linux says of a process.
fn state(id: u32) -> &'static str {
    match fs::read_to_string(format!("/proc/{id}/stat")) {
        Ok(line) if line.contains(") Z ") => "a zombie",
        Ok(_) => "alive",
        Err(_) if cfg!(target_os = "linux") => "not listed",
        Err(_) => "in a state that this system does not tell",
    }
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("kettle") {
        log("kettle", "block: the water gets hot");
        thread::sleep(Duration::from_millis(400));
        log("kettle", "done");
        return Ok(());
    }
    let child = Command::new(env::current_exe()?)
        .arg("kettle")
        .env("LOG_START", START.to_string())
        .spawn()?;
    let id = child.id();
    drop(child);
    log("main", "the handle is dropped");

    thread::sleep(Duration::from_millis(200));
    log("main", &format!("the child is {}", state(id)));
    thread::sleep(Duration::from_millis(500));
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
