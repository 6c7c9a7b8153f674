//! A task for each page, which owns its permit; the handles keep the order.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// Fetches all pages, at most `limit` (1 or more) at a time, and returns the texts
/// in the order of `pages`. When the foremost of those under way is there,
/// if not earlier, the next is begun.
async fn fetch_all<F>(pages: Vec<u32>, limit: usize, fetch: impl Fn(u32) -> F) -> Vec<String>
where
    F: Future<Output = String> + Send + 'static,
{
    let permits = Arc::new(Semaphore::new(limit));
    let mut handles = Vec::new();
    for page in pages {
        let permit = Arc::clone(&permits).acquire_owned().await;
        let permit = permit.expect("nobody closes it");
        let fetched = fetch(page);
        handles.push(tokio::spawn(async move {
            let text = fetched.await;
            drop(permit);
            text
        }));
    }
    let mut texts = Vec::new();
    for handle in handles {
        texts.push(handle.await.expect("no fetch panics"));
    }
    texts
}

async fn fetch(page: u32) -> String {
    println!("begin page {page}");
    sleep(Duration::from_millis(100)).await;
    println!("have page {page}");
    format!("page {page}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", fetch_all(vec![3, 1, 2], 2, fetch).await);
}
