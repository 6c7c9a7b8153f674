// region: hidden
//! Four parts of a job, done in each of the four ways.

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, thread};
use tokio::runtime::Builder;
use tokio::task::JoinSet;
// endregion

const WORK: &str = "wait";
const PARTS: usize = 4;
const PAUSE: Duration = Duration::from_millis(100);
const PRIME: i32 = 1_000_003;

fn part() {
    match WORK {
        "wait" => thread::sleep(PAUSE),
        _ => assert!((2..PRIME).all(|divisor| PRIME % divisor != 0)),
    }
}

async fn part_of_a_task() {
    match WORK {
        "wait" => tokio::time::sleep(PAUSE).await,
        _ => part(),
    }
}

fn in_processes() {
    let program = env::current_exe().expect("the system tells its path");
    let start = |_| Command::new(&program).arg("one part").spawn();
    let children: Vec<_> = (0..PARTS).map(start).collect();
    for child in children {
        let status = child.and_then(|mut child| child.wait());
        assert!(status.is_ok_and(|status| status.success()));
    }
}

fn in_threads() {
    thread::scope(|scope| (0..PARTS).for_each(|_| drop(scope.spawn(part))));
}

fn in_tasks(mut builder: Builder) {
    let runtime = builder.enable_time().build().expect("threads can start");
    runtime.block_on(async {
        let tasks: JoinSet<()> = (0..PARTS).map(|_| part_of_a_task()).collect();
        tasks.join_all().await;
    });
}

fn main() {
    if env::args().len() > 1 {
        return part(); // as one of the four processes
    }
    timed("one by one", || (0..PARTS).for_each(|_| part()));
    timed("processes", in_processes);
    timed("threads", in_threads);
    timed("tasks", || in_tasks(Builder::new_current_thread()));
    timed("tasks on workers", || in_tasks(Builder::new_multi_thread()));
}

fn timed(lane: &str, job: impl FnOnce()) {
    let blocks = WORK == "wait" && !lane.starts_with("tasks");
    let state = if blocks { "block" } else { WORK };
    log(lane, &format!("{state}: {PARTS} parts"));
    let start = Instant::now();
    job();
    log(lane, &format!("done: {} ms", start.elapsed().as_millis()));
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
