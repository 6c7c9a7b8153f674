//! Starts four threads, each for a quarter.

use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    let quarter = dishes.len().div_ceil(4).max(1);
    thread::scope(|scope| {
        let weigh_all = |part: &[&str]| {
            part.iter()
                .map(|dish| weigh(dish))
                .collect::<Vec<_>>()
        };
        let spawn = |part| {
            scope.spawn(move || weigh_all(part))
        };
        let threads: Vec<_> = dishes
            .chunks(quarter)
            .map(spawn)
            .collect();
        let weights = threads
            .into_iter()
            .map(|thread| thread.join());
        weights
            .flat_map(|part| part.expect("a panic"))
            .collect()
    })
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
