//! Builds a pool of rayon with four threads.
// region: hidden
//! Many pieces of work, few threads.

use rayon::prelude::*;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build();
    let pool = pool.expect("four threads can be started");
    pool.install(|| items.par_iter().map(|&item| work(item)).collect())
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
