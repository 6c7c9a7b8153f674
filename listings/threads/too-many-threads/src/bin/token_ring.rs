// region: hidden
//! A token goes round in a ring: of threads, then of tasks.

use std::sync::mpsc;
use std::thread;
use std::time::Instant;
// endregion

const RING: usize = 100;
const ROUNDS: usize = 20;

fn ring_of_threads() {
    let (first, mut left) = mpsc::channel();
    for _ in 1..RING {
        let (right, next) = mpsc::channel();
        let receiver = std::mem::replace(&mut left, next);
        thread::spawn(move || receiver.iter().try_for_each(|token| right.send(token)));
    }
    for round in 0..ROUNDS {
        first.send(round).expect("the ring is closed");
        left.recv().expect("the ring is closed");
    }
}

async fn ring_of_tasks() {
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
    for round in 0..ROUNDS {
        first.send(round).expect("the ring is closed");
        left.recv().await.expect("the ring is closed");
    }
}

fn main() -> std::io::Result<()> {
    let start = Instant::now();
    ring_of_threads();
    report("threads", start);

    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let start = Instant::now();
    runtime.block_on(ring_of_tasks());
    report("tasks", start);
    Ok(())
}

fn report(what: &str, start: Instant) {
    let hops = (RING * ROUNDS) as u128;
    println!("{what}: {} ns a hop", start.elapsed().as_nanos() / hops);
}
