//! Writes a future of its own.
// region: hidden
//! Finds the task that holds the thread.

use futures::future::join_all;
use std::pin::Pin;
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::sleep;
// endregion

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs all tasks together to their ends.
/// Returns the name of the one that held the thread longest **in one go**, from an await to the next.
async fn blocker(tasks: Vec<(&'static str, Task)>) -> &'static str {
    struct Watched(&'static str, Task, Duration);
    impl Future for Watched {
        type Output = (Duration, &'static str);
        fn poll(
            mut self: Pin<&mut Self>,
            context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Self::Output> {
            let start = Instant::now();
            let poll = self.1.as_mut().poll(context);
            self.2 = self.2.max(start.elapsed());
            poll.map(|()| (self.2, self.0))
        }
    }
    let watched = tasks
        .into_iter()
        .map(|(name, task)| Watched(name, task, Duration::ZERO));
    let longest = join_all(watched).await.into_iter().max();
    longest.map_or("nobody", |(_, name)| name)
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
