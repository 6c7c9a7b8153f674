//! Starts four threads at a time, and new ones for each round.
// region: hidden
//! Many pieces of work, few threads.

use std::thread;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    let mut results = Vec::new();
    for round in items.chunks(THREADS) {
        thread::scope(|scope| {
            let spawn = |&item: &u32| scope.spawn(move || work(item));
            let threads: Vec<_> = round.iter().map(spawn).collect();
            let done = threads.into_iter().map(|thread| thread.join());
            results.extend(done.map(|result| result.expect("the work does not panic")));
        });
    }
    results
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
