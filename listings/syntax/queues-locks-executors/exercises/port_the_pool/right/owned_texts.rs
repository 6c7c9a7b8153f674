//! Gives each thread a text of its own.

use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    let mut threads = Vec::new();
    for dish in dishes {
        let dish = dish.to_string();
        threads.push(thread::spawn(move || {
            weigh(&dish)
        }));
    }
    let weights = threads
        .into_iter()
        .map(|thread| thread.join());
    weights
        .map(|weight| weight.expect("a panic"))
        .collect()
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
