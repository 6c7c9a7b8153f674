// region: hidden
//! A token goes round in a ring: of threads, then of tasks.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
// endregion

const RING: usize = 100;
const ROUNDS: usize = 20;

fn ring_of_threads() -> Duration {
    let (first, mut left) = mpsc::channel();
    for _ in 1..RING {
        let (right, next) = mpsc::channel();
        let receiver = std::mem::replace(&mut left, next);
        thread::spawn(move || {
            for token in receiver {
                right.send(token).expect("the ring is closed");
            }
        });
    }
    let start = Instant::now();
    for round in 0..ROUNDS {
        first.send(round).expect("the ring is closed");
        left.recv().expect("the ring is closed");
    }
    start.elapsed()
}

async fn ring_of_tasks() -> Duration {
    let (first, mut left) = tokio::sync::mpsc::unbounded_channel();
    for _ in 1..RING {
        let (right, next) = tokio::sync::mpsc::unbounded_channel();
        let mut receiver = std::mem::replace(&mut left, next);
        tokio::spawn(async move {
            while let Some(token) = receiver.recv().await {
                right.send(token).expect("the ring is closed");
            }
        });
    }
    let start = Instant::now();
    for round in 0..ROUNDS {
        first.send(round).expect("the ring is closed");
        left.recv().await.expect("the ring is closed");
    }
    start.elapsed()
}

fn report(what: &str, elapsed: Duration) {
    let hops = (RING * ROUNDS) as u128;
    println!("{what}: {} ns a hop", elapsed.as_nanos() / hops);
}

fn main() -> std::io::Result<()> {
    report("threads", ring_of_threads());
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    report("tasks", runtime.block_on(ring_of_tasks()));
    Ok(())
}
