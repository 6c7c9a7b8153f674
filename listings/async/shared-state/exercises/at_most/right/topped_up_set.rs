//! A set of tasks that is topped up, and texts that are put into their places.

use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Fetches all pages, at most `limit` (1 or more) at a time, and returns the texts
/// in the order of `pages`. When the foremost of those under way is there,
/// if not earlier, the next is begun.
async fn fetch_all<F>(pages: Vec<u32>, limit: usize, fetch: impl Fn(u32) -> F) -> Vec<String>
where
    F: Future<Output = String> + Send + 'static,
{
    let mut texts = vec![String::new(); pages.len()];
    let mut set = JoinSet::new();
    for (place, page) in pages.into_iter().enumerate() {
        if set.len() == limit
            && let Some(done) = set.join_next().await
        {
            let (place, text): (usize, String) = done.expect("no fetch panics");
            texts[place] = text;
        }
        let fetched = fetch(page);
        set.spawn(async move { (place, fetched.await) });
    }
    while let Some(done) = set.join_next().await {
        let (place, text) = done.expect("no fetch panics");
        texts[place] = text;
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
