// region: hidden
//! What a future keeps while it waits.

use std::mem::size_of_val;
use tokio::task::yield_now;
// endregion

async fn waits_only() {
    yield_now().await;
}

async fn keeps_a_page() -> usize {
    let page = [b'a'; 1000];
    yield_now().await;
    page.len()
}

async fn counts_a_page() -> usize {
    let page = [b'a'; 1000];
    let count = page.iter().filter(|&&letter| letter == b'a').count();
    yield_now().await;
    count
}

async fn calls_both() -> usize {
    keeps_a_page().await + counts_a_page().await
}

async fn joins_both() -> usize {
    let (kept, counted) = futures::join!(keeps_a_page(), counts_a_page());
    kept + counted
}

fn main() {
    println!("waits_only:    {:5} bytes", size_of_val(&waits_only()));
    println!("keeps_a_page:  {:5} bytes", size_of_val(&keeps_a_page()));
    println!("counts_a_page: {:5} bytes", size_of_val(&counts_a_page()));
    println!("calls_both:    {:5} bytes", size_of_val(&calls_both()));
    println!("joins_both:    {:5} bytes", size_of_val(&joins_both()));
}
