// region: hidden
//! Two async functions with the same signature, and a list of what they return.

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;
// endregion

async fn soup() -> &'static str {
    sleep(Duration::from_millis(200)).await;
    "soup"
}

async fn tea() -> &'static str {
    sleep(Duration::from_millis(100)).await;
    "tea"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let meal = vec![soup(), tea()];
    println!("{:?}", join_all(meal).await);
}
