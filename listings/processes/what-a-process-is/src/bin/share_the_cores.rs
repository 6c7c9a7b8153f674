// region: hidden
//! Six processes compute, whatever the number of cores.

use std::process::Command;
use std::{env, hint, io, thread};
// endregion

const PROCESSES: u32 = 6;

fn compute(name: &str) {
    log(name, "compute");
    for turn in 0..5_000_000_u32 {
        hint::black_box(turn);
    }
    log(name, "done");
}

fn main() -> io::Result<()> {
    if let Some(name) = env::args().nth(1) {
        compute(&name);
        return Ok(());
    }
    println!("cores: {}", thread::available_parallelism()?);
    let mut children = Vec::new();
    for number in 1..=PROCESSES {
        let child = Command::new(env::current_exe()?)
            .arg(format!("process {number}"))
            .env("LOG_START", START.to_string())
            .spawn()?;
        children.push(child);
    }
    for mut child in children {
        let status = child.wait()?;
        assert!(status.success(), "a child failed: {status}");
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
