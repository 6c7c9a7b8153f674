//! Keeps one report for all tasks, behind a lock.
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
    let worst = std::sync::Mutex::new((Duration::ZERO, "nobody"));
    let watched = tasks.into_iter().map(|(name, mut task)| {
        let worst = &worst;
        poll_fn(move |context| {
            let start = Instant::now();
            let poll = task.as_mut().poll(context);
            let held = start.elapsed();
            let mut worst = worst.lock().expect("nobody panics with the report");
            if held > worst.0 {
                *worst = (held, name);
            }
            poll
        })
    });
    join_all(watched).await;
    worst.into_inner().expect("nobody panics with the report").1
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
