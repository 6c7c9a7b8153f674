//! Spawns a thread when the one before it is joined, for iterators are lazy.

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
        dishes
            .iter()
            .map(|dish| scope.spawn(|| weigh(dish)))
            .map(|thread| {
                thread.join().expect("a panic")
            })
            .collect()
    })
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
