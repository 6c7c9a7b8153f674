// region: hidden
//! What the end of a runtime, and of main, does to a task, a blocking closure and a thread.

use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;
// endregion

fn millis(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

struct Tidy(&'static str);

impl Drop for Tidy {
    fn drop(&mut self) {
        log(self.0, "end: tidies up");
    }
}

fn block(name: &'static str, ms: u64) {
    let _tidy = Tidy(name);
    log(name, &format!("block: {ms} ms"));
    thread::sleep(millis(ms));
    log(name, "has finished");
}

fn main() -> std::io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        tokio::spawn(async {
            let _tidy = Tidy("task");
            log("task", "wait: 400 ms");
            sleep(millis(400)).await;
            log("task", "has finished");
        });
        tokio::task::spawn_blocking(|| block("closure", 400));
        thread::spawn(|| block("thread", 700));
        sleep(millis(200)).await;
    });
    log("main", "drops the runtime");
    drop(runtime);
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
