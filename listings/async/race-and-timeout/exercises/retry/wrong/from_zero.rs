//! Numbers the attempts from 0.

use std::time::Duration;
use tokio::time::{sleep, timeout};

const PATIENCE: Duration = Duration::from_millis(100);

/// Calls up to three times, waits for each answer as long as `PATIENCE` says,
/// and returns the first answer, or `None`.
async fn ask<F>(mut call: impl FnMut(u32) -> F) -> Option<String>
where
    F: Future<Output = String>,
{
    for attempt in 0..3 {
        if let Ok(answer) = timeout(PATIENCE, call(attempt)).await {
            return Some(answer);
        }
    }
    None
}

/// The first call is not heard.
async fn bakery(attempt: u32) -> String {
    let ms = if attempt == 1 { 1_000 } else { 10 };
    sleep(Duration::from_millis(ms)).await;
    format!("bread, at attempt {attempt}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", ask(bakery).await);
}
