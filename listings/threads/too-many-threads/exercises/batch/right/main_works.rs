//! Works on one batch in the thread of the caller.
// region: hidden
//! Many pieces of work, few threads.

use std::thread;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    let batch = items.len().div_ceil(THREADS).max(1);
    let work_on = |batch: &[u32]| batch.iter().map(|&item| work(item)).collect::<Vec<u32>>();
    let (first, rest) = items.split_at(batch.min(items.len()));
    thread::scope(|scope| {
        let spawn = |batch| scope.spawn(move || work_on(batch));
        let threads: Vec<_> = rest.chunks(batch).map(spawn).collect();
        let mut results = work_on(first);
        for thread in threads {
            results.extend(thread.join().unwrap());
        }
        results
    })
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
