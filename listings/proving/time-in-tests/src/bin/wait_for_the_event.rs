// region: hidden
//! A test that sleeps for long enough, until the machine is slow.

use std::thread;
use std::time::Duration;
use tokio::sync::oneshot;
// endregion

/// Bakes on a thread of its own, for as long as the machine needs.
fn bake(ms: u64) -> oneshot::Receiver<&'static str> {
    let (oven, kitchen) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(ms));
        let _ = oven.send("bread");
    });
    kitchen
}

async fn is_baked(ms: u64) -> bool {
    let mut kitchen = bake(ms);
    tokio::time::sleep(Duration::from_millis(100)).await; // long enough
    kitchen.try_recv() == Ok("bread")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("on a fast machine: {}", is_baked(10).await);
    println!("on a slow machine: {}", is_baked(300).await);
}
