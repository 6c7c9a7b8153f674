//! Gives each thread every fourth item, and puts the stripes one behind the other.
// region: hidden
//! Many pieces of work, few threads.

use std::thread;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    thread::scope(|scope| {
        let work_on = move |first: usize| -> Vec<u32> {
            let stripe = items.iter().skip(first).step_by(THREADS);
            stripe.map(|&item| work(item)).collect()
        };
        let threads: Vec<_> = (0..THREADS)
            .map(|first| scope.spawn(move || work_on(first)))
            .collect();
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
