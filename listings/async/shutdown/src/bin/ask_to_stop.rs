// region: hidden
//! How a task, a blocking closure, a thread and a child are asked to stop.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;
use std::{env, io, thread};
use tokio::process::Command;
use tokio::sync::watch;
use tokio::time::sleep;
// endregion

static STOP: AtomicBool = AtomicBool::new(false);

fn work(name: &str) {
    log(name, "block: works piece by piece");
    while !STOP.load(Relaxed) {
        thread::sleep(Duration::from_millis(30)); // one piece
    }
    log(name, "done: has seen the flag");
}

fn child() -> io::Result<()> {
    log("child", "block: works until its input ends");
    io::copy(&mut io::stdin(), &mut io::sink())?;
    log("child", "done: its input has ended");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    if env::args().len() > 1 {
        return child();
    }
    let (stop, mut stopped) = watch::channel(false);
    let task = tokio::spawn(async move {
        log("task", "wait: for its work, or the word");
        let asked = stopped.changed().await.is_ok();
        log("task", &format!("done: asked is {asked}"));
    });
    let closure = tokio::task::spawn_blocking(|| work("closure"));
    let thread = thread::spawn(|| work("thread"));
    let mut command = Command::new(env::current_exe()?);
    command.arg("child").env("LOG_START", START.to_string());
    let mut child = command.stdin(Stdio::piped()).spawn()?;

    sleep(Duration::from_millis(300)).await;
    log("main", "wait: asks all four, and waits for them");
    stop.send_replace(true);
    STOP.store(true, Relaxed);
    drop(child.stdin.take());
    let (task, closure, status) = tokio::join!(task, closure, child.wait());
    let joined = tokio::task::spawn_blocking(|| thread.join()).await;
    let fine = task.is_ok() && closure.is_ok() && status?.success();
    log(
        "main",
        &format!(
            "done: all ended well is {}",
            fine && matches!(joined, Ok(Ok(())))
        ),
    );
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
