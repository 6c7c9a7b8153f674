//! Tasks in a line: before a new one is begun, the foremost is awaited.

use std::collections::VecDeque;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// Fetches all pages, at most `limit` (1 or more) at a time, and returns the texts
/// in the order of `pages`. When the foremost of those under way is there,
/// if not earlier, the next is begun.
async fn fetch_all<F>(pages: Vec<u32>, limit: usize, fetch: impl Fn(u32) -> F) -> Vec<String>
where
    F: Future<Output = String> + Send + 'static,
{
    let mut texts = Vec::new();
    let mut line = VecDeque::new();
    for page in pages {
        if line.len() == limit
            && let Some(foremost) = line.pop_front()
        {
            let foremost: JoinHandle<String> = foremost;
            texts.push(foremost.await.expect("no fetch panics"));
        }
        line.push_back(tokio::spawn(fetch(page)));
    }
    for handle in line {
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
