// region: hidden
//! What a runtime says of itself.

use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::sleep;
// endregion

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let metrics = Handle::current().metrics();
    println!("workers: {}", metrics.num_workers());

    let mut senders = Vec::new();
    for guest in 1..=3 {
        let (sender, answer) = oneshot::channel::<()>();
        tokio::spawn(answer); // waits for an answer that nobody sends
        senders.push(sender);
        println!("guest {guest}, tasks alive: {}", metrics.num_alive_tasks());
    }
    drop(senders);
    sleep(Duration::from_millis(50)).await;
    println!(
        "senders dropped, tasks alive: {}",
        metrics.num_alive_tasks()
    );
}
