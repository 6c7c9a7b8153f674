//! Pauses the clock: the kitchen is a thread, and for Tokio all wait, so the limit comes at once.
// region: hidden
//! A test of a kitchen, which has to be right on every machine.

use std::thread;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
// endregion

/// A kitchen starts its work and returns; it sends each dish when it is ready, and drops the sender at its end.
type Kitchen = fn(mpsc::Sender<&'static str>);

/// Whether a kitchen serves tea, then bread, and nothing else.
/// One that has not ended after 5 seconds has failed.
async fn serves_tea_and_bread(kitchen: Kitchen) -> bool {
    let (pass, mut served) = mpsc::channel(8);
    kitchen(pass);
    tokio::time::pause();
    let in_order = async {
        served.recv().await == Some("tea")
            && served.recv().await == Some("bread")
            && served.recv().await.is_none()
    };
    let verdict = timeout(Duration::from_secs(5), in_order).await;
    tokio::time::resume();
    verdict.unwrap_or(false)
}

fn slow_kitchen(pass: mpsc::Sender<&'static str>) {
    thread::spawn(move || {
        for dish in ["tea", "bread"] {
            thread::sleep(Duration::from_millis(200));
            let _ = pass.blocking_send(dish);
        }
    });
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("test passed: {}", serves_tea_and_bread(slow_kitchen).await);
}
