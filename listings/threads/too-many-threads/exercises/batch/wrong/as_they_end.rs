//! Takes the batches in the order in which they are done.
// region: hidden
//! Many pieces of work, few threads.

use std::thread;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    let batch = items.len().div_ceil(THREADS).max(1);
    let (sender, results) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        for batch in items.chunks(batch) {
            let sender = sender.clone();
            scope.spawn(move || {
                let done: Vec<u32> = batch.iter().map(|&item| work(item)).collect();
                sender.send(done)
            });
        }
    });
    drop(sender);
    results.iter().flatten().collect()
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
