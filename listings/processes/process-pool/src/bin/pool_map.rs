// region: hidden
//! A map over processes, with fixed shares.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};
// endregion

static GUESTS: [&str; 8] = ["al", "bo", "cy", "di", "ed", "jo", "mo", "vi"];

/// A worker's side: a name comes in, a cup goes out; each letter takes 50 ms.
fn work() -> io::Result<()> {
    for name in io::stdin().lines() {
        let name = name?;
        thread::sleep(Duration::from_millis(50 * name.len() as u64));
        println!("{}", name.to_uppercase());
    }
    Ok(())
}

fn feed(worker: &mut Child, number: usize, guests: &[&str]) -> io::Result<Vec<String>> {
    let mut to = worker.stdin.take().expect("stdin is piped");
    let mut replies = BufReader::new(worker.stdout.take().expect("stdout is piped")).lines();
    let mut cups = Vec::new();
    for guest in guests {
        let lane = format!("{guest} @ worker {number}");
        log(&lane, "work: the name is engraved");
        to.write_all(format!("{guest}\n").as_bytes())?;
        cups.push(replies.next().ok_or(ErrorKind::UnexpectedEof)??);
        log(&lane, "done");
    }
    Ok(cups)
}

/// Starts a worker, and waits for its end, whatever came of its share.
fn run(number: usize, guests: &[&str]) -> io::Result<Vec<String>> {
    let mut worker = Command::new(env::current_exe()?)
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let cups = feed(&mut worker, number, guests);
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
    let threads: Vec<_> = (1..)
        .zip(GUESTS.chunks(2))
        .map(|(number, share)| thread::spawn(move || run(number, share)))
        .collect();
    let mut cups = Vec::new();
    for thread in threads {
        cups.extend(thread.join().expect("run does not panic")?);
    }
    println!("{}", cups.join(" "));
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
