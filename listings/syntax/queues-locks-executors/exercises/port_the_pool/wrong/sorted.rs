//! Sorts the weights.

use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    thread::scope(|scope| {
        let weigh_one = |&dish| {
            scope.spawn(move || weigh(dish))
        };
        let threads: Vec<_> =
            dishes.iter().map(weigh_one).collect();
        let weights = threads
            .into_iter()
            .map(|thread| thread.join());
        let mut weights: Vec<usize> = weights
            .map(|weight| weight.expect("a panic"))
            .collect();
        weights.sort();
        weights
    })
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
