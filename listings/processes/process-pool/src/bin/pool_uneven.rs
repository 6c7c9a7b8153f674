// region: hidden
//! A map over processes: a worker gets its next job when it has replied.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::ops::Range;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use std::{env, thread};
// endregion

static GUESTS: [&str; 8] = ["adelaide", "benedict", "cy", "di", "ed", "jo", "mo", "vi"];
static QUEUE: Mutex<Range<usize>> = Mutex::new(0..GUESTS.len());

fn next_place() -> Option<usize> {
    QUEUE.lock().expect("nobody panics with the lock").next()
}

fn work() -> io::Result<()> {
    for name in io::stdin().lines() {
        let name = name?;
        thread::sleep(Duration::from_millis(50 * name.len() as u64));
        println!("{}", name.to_uppercase());
    }
    Ok(())
}

fn feed(worker: &mut Child, number: usize) -> io::Result<Vec<(usize, String)>> {
    let mut to = worker.stdin.take().expect("stdin is piped");
    let mut replies = BufReader::new(worker.stdout.take().expect("stdout is piped")).lines();
    let mut cups = Vec::new();
    while let Some(place) = next_place() {
        let guest = GUESTS[place];
        let lane = format!("{guest} @ worker {number}");
        log(&lane, "work: the name is engraved");
        to.write_all(format!("{guest}\n").as_bytes())?;
        cups.push((place, replies.next().ok_or(ErrorKind::UnexpectedEof)??));
        log(&lane, "done");
    }
    Ok(cups)
}

fn run(number: usize) -> io::Result<Vec<(usize, String)>> {
    let mut worker = Command::new(env::current_exe()?)
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let cups = feed(&mut worker, number);
    worker.wait()?;
    cups
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("worker") {
        return work();
    }
    for guest in GUESTS {
        log(guest, "wait: for a worker");
    }
    let threads = [1, 2, 3, 4].map(|number| thread::spawn(move || run(number)));
    let mut cups = Vec::new();
    for thread in threads {
        cups.extend(thread.join().expect("run does not panic")?);
    }
    cups.sort();
    println!("{cups:?}");
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
