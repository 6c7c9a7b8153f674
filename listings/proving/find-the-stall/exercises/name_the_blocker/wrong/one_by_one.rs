//! Runs one task after another and measures each poll.
// region: hidden
//! Finds the task that holds the thread.

use futures::future::join_all;
use std::future::poll_fn;
use std::pin::Pin;
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::sleep;
// endregion

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs all tasks together to their ends.
/// Returns the name of the one that held the thread longest **in one go**, from an await to the next.
async fn blocker(tasks: Vec<(&'static str, Task)>) -> &'static str {
    let mut worst = (Duration::ZERO, "nobody");
    for (name, mut task) in tasks {
        poll_fn(|context| {
            let start = Instant::now();
            let poll = task.as_mut().poll(context);
            worst = worst.max((start.elapsed(), name));
            poll
        })
        .await;
    }
    worst.1
}

async fn print_bills() {
    sleep(Duration::from_millis(50)).await;
    thread::sleep(Duration::from_millis(200));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks: Vec<(&str, Task)> = vec![
        ("orders", Box::pin(sleep(Duration::from_millis(400)))),
        ("bills", Box::pin(print_bills())),
    ];
    println!("the thread was held by {}", blocker(tasks).await);
}
