// region: hidden
//! How much memory a task, a thread and a process take while they wait.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::time::Duration;
use std::{env, fs, io, thread};
use tokio::runtime::Builder;
// endregion

/// A line of what Linux says of a process's memory, in bytes.
fn memory(process: &str, entry: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(entry))?;
    Some(1024 * line.split_whitespace().nth(1)?.parse::<u64>().ok()?)
}

fn report(what: &str, number: u64, before: Option<u64>, after: Option<u64>) {
    match before.zip(after) {
        Some((before, after)) => println!("{what}: {} bytes", (after - before) / number),
        None => println!("{what}: unknown"),
    }
}

async fn tasks(number: u64) {
    let before = memory("self", "VmRSS");
    for _ in 0..number {
        tokio::spawn(tokio::time::sleep(Duration::from_secs(60)));
        tokio::task::yield_now().await; // lets it begin
    }
    report("a task", number, before, memory("self", "VmRSS"));
}

fn threads(number: u64) {
    let before = memory("self", "VmRSS");
    let door = Barrier::new(number as usize + 1);
    thread::scope(|scope| {
        for _ in 0..number {
            scope.spawn(|| (door.wait(), door.wait()));
        }
        door.wait(); // all have come, and wait once more
        report("a thread", number, before, memory("self", "VmRSS"));
        door.wait();
    });
}

fn process() -> io::Result<()> {
    let mut child = Command::new(env::current_exe()?)
        .arg("wait")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut from = child.stdout.take().expect("it is piped");
    from.read_exact(&mut [0])?; // it is ready
    let id = child.id().to_string();
    report("a process", 1, Some(0), memory(&id, "VmRSS"));
    report("of it its own", 1, Some(0), memory(&id, "RssAnon"));
    child.wait().map(drop) // closes its stdin, which ends it
}

fn main() -> io::Result<()> {
    if env::args().len() > 1 {
        println!("ready");
        return io::stdin().read(&mut [0]).map(drop);
    }
    let runtime = Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(tasks(10_000));
    threads(200);
    process()
}
