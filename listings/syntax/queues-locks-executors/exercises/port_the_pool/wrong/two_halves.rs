//! Starts two threads, each for one half.

use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    let (left, right) =
        dishes.split_at(dishes.len() / 2);
    let weigh_half = |half: &[&str]| {
        half.iter()
            .map(|dish| weigh(dish))
            .collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let right =
            scope.spawn(|| weigh_half(right));
        let mut weights = weigh_half(left);
        weights
            .extend(right.join().expect("a panic"));
        weights
    })
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
