//! Builds a pool of rayon with eight threads.

use rayon::prelude::*;
use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(8)
        .build();
    let pool =
        pool.expect("eight threads can be started");
    pool.install(|| {
        dishes
            .par_iter()
            .map(|dish| weigh(dish))
            .collect()
    })
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
