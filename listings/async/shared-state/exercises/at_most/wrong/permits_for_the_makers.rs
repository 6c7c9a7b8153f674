//! The permit is held while the future is made, which fetches nothing; all of them are awaited without one.

use futures::future::join_all;
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
    let (permits, fetch) = (&Semaphore::new(limit), &fetch);
    let fetches = pages.into_iter().map(|page| async move {
        let permit = permits.acquire().await.expect("nobody closes it");
        let fetched = fetch(page);
        drop(permit);
        fetched.await
    });
    join_all(fetches).await
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
