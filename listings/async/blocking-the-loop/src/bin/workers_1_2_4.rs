// region: hidden
//! The same four blocking tasks on one, two and four workers.

use std::time::Duration;
use tokio::runtime::Builder;
// endregion

const TASKS: usize = 4;

async fn block() {
    std::thread::sleep(Duration::from_millis(100));
}

async fn run_tasks() {
    let mut tasks = Vec::new();
    for _ in 0..TASKS {
        tasks.push(tokio::spawn(block()));
    }
    for task in tasks {
        task.await.expect("the task does not panic");
    }
}

fn main() -> std::io::Result<()> {
    for workers in [1, 2, 4] {
        let lane = &format!("workers: {workers}");
        let runtime = Builder::new_multi_thread()
            .worker_threads(workers)
            .build()?;
        log(lane, "block: all tasks");
        runtime.block_on(run_tasks());
        log(lane, "done");
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
