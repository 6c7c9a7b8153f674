// region: hidden
//! A task, its handle, and a call with a limit.
// endregion
use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn brew(guest: &str, seconds: f64) -> f64 {
    sleep(Duration::from_secs_f64(seconds)).await;
    println!("{guest} has tea");
    seconds
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let ann = tokio::spawn(brew("Ann", 0.1));
    println!("main waits");
    let waited = ann.await.expect("Ann's tea");
    println!("Ann waited {waited} s");

    let limit = Duration::from_millis(100);
    let bo = brew("Bo", 0.3);
    if timeout(limit, bo).await.is_err() {
        println!("Bo waited too long");
    }
}
