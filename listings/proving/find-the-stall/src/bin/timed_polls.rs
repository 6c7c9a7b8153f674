// region: hidden
//! A wrapper that measures each poll of a future.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::sleep;
// endregion

/// Passes every poll on, and reports those that held the thread for long.
async fn watched<T>(name: &str, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    poll_fn(|context| {
        let start = Instant::now();
        let poll = future.as_mut().poll(context);
        if start.elapsed() > Duration::from_millis(100) {
            println!("{name} held the thread");
        }
        poll
    })
    .await
}

async fn serve(ms: u64) {
    for _ in 0..3 {
        sleep(Duration::from_millis(ms)).await;
    }
}

async fn print_bills() {
    sleep(Duration::from_millis(120)).await;
    thread::sleep(Duration::from_millis(150));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(
        watched("orders", serve(90)),
        watched("bills", print_bills()),
        watched("coats", serve(60))
    );
    println!("all desks are closed");
}
