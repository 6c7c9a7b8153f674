// region: hidden
//! What a paused clock jumps over, and what it does not.

use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout};
// endregion

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tokio_start, std_start) = (Instant::now(), std::time::Instant::now());
    let report = |what: &str| {
        let (tokio, std) = (tokio_start.elapsed(), std_start.elapsed());
        let (tokio, std) = (tokio.as_millis() / 100 * 100, std.as_millis() / 100 * 100);
        println!("{what:16} {tokio:5} ms for Tokio, {std:3} ms for std");
    };

    sleep(Duration::from_millis(500)).await;
    report("Tokio's sleep");

    thread::sleep(Duration::from_millis(300));
    report("std's sleep");

    let nap = || thread::sleep(Duration::from_millis(300));
    let joined = timeout(Duration::from_millis(100), spawn_blocking(nap)).await;
    report("spawn_blocking");
    println!("its limit of 100 ms struck: {}", joined.is_err());
}
