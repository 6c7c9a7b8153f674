// region: hidden
//! What one parallel map costs, when there is nearly nothing to do.

use rayon::prelude::*;
use std::hint::black_box;
use std::time::Instant;
// endregion

const ITEMS: u64 = 100;

fn steps(item: u64) -> u64 {
    (0..10).map(|step| item * step % 7).sum()
}

fn main() {
    let items: Vec<u64> = (0..ITEMS).collect();
    black_box(items.par_iter().map(|&item| steps(item)).sum::<u64>()); // starts the pool

    let start = Instant::now();
    black_box(items.iter().map(|&item| steps(item)).sum::<u64>());
    println!("iter: {} µs", start.elapsed().as_micros());

    let start = Instant::now();
    black_box(items.par_iter().map(|&item| steps(item)).sum::<u64>());
    println!("par_iter: {} µs", start.elapsed().as_micros());
}
