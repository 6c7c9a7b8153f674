//! Rounds the length of a batch down: ten items make five batches.
// region: hidden
//! Many pieces of work, few threads.

use std::thread;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    let batch = (items.len() / THREADS).max(1);
    thread::scope(|scope| {
        let work_on = |batch: &[u32]| batch.iter().map(|&item| work(item)).collect::<Vec<u32>>();
        let spawn = |batch| scope.spawn(move || work_on(batch));
        let threads: Vec<_> = items.chunks(batch).map(spawn).collect();
        let results = threads.into_iter().map(|thread| thread.join());
        results
            .flat_map(|result| result.expect("the work does not panic"))
            .collect()
    })
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
