// region: hidden
//! A map over processes: a worker gets its next job when it has replied.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::ops::RangeInclusive;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use std::{env, thread};
// endregion

static JOBS: Mutex<RangeInclusive<u64>> = Mutex::new(1..=8);

fn cost(job: u64) -> u64 {
    if job <= 2 { 400 } else { 100 }
}

fn next_job() -> Option<u64> {
    JOBS.lock().expect("nobody panics with the lock").next()
}

fn work() -> io::Result<()> {
    for line in io::stdin().lines() {
        let job: u64 = line?.parse().expect("the parent sends numbers");
        thread::sleep(Duration::from_millis(cost(job)));
        println!("{}", job * job);
    }
    Ok(())
}

fn run(name: &str, first: Option<u64>) -> io::Result<Vec<(u64, u64)>> {
    let mut worker = Command::new(env::current_exe()?)
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut to = worker.stdin.take().expect("stdin is piped");
    let from = worker.stdout.take().expect("stdout is piped");
    let mut replies = BufReader::new(from).lines();
    let mut results = Vec::new();
    let mut next = first;
    while let Some(job) = next {
        log(name, &format!("job of {} ms", cost(job)));
        writeln!(to, "{job}")?;
        let reply = replies.next().ok_or(ErrorKind::UnexpectedEof)??;
        results.push((job, reply.parse().map_err(io::Error::other)?));
        next = next_job();
    }
    drop(to);
    worker.wait()?;
    log(name, "done");
    Ok(results)
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("worker") {
        return work();
    }
    let names = ["worker 1", "worker 2", "worker 3", "worker 4"];
    let firsts = names.map(|name| (name, next_job()));
    let threads = firsts.map(|(name, first)| thread::spawn(move || run(name, first)));
    let mut results = Vec::new();
    for thread in threads {
        results.extend(thread.join().expect("run does not panic")?);
    }
    results.sort();
    println!("{results:?}");
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
