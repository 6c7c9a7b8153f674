// region: hidden
//! A retry loop that gives up after an hour, under a paused clock.

use std::time::Duration;
use tokio::time::{Instant, sleep};
// endregion

/// Asks again after 1 s, 2 s, 4 s and so on, at most 10 min apart, and for an hour.
async fn ask_again(mut is_there: impl FnMut() -> bool) -> Result<u32, u32> {
    let start = Instant::now();
    let mut pause = Duration::from_secs(1);
    let mut tries = 1;
    while !is_there() {
        if start.elapsed() + pause > Duration::from_secs(3600) {
            return Err(tries);
        }
        sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(600));
        tries += 1;
    }
    Ok(tries)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let std_start = std::time::Instant::now();

    let outcome = ask_again(|| false).await;

    println!("outcome and tries: {outcome:?}");
    println!("by Tokio's clock: {} s", start.elapsed().as_secs());
    println!("by std's clock: {} ms", std_start.elapsed().as_millis());
}
