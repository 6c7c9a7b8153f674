//! The crate `futures` has it.

use std::time::Duration;

use futures::future::{BoxFuture, select_all};
use tokio::time::sleep;

/// Runs all of the futures side by side, returns what the first one gives that is ready, and drops the others.
/// There is at least one.
async fn first_of<T>(racers: Vec<BoxFuture<'_, T>>) -> T {
    select_all(racers).await.0
}

async fn bakery() -> &'static str {
    sleep(Duration::from_millis(300)).await;
    "bread"
}

async fn grocer() -> &'static str {
    sleep(Duration::from_millis(100)).await;
    "toast"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!(
        "{}",
        first_of(vec![Box::pin(bakery()), Box::pin(grocer())]).await
    );
}
