use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    let mut weights = Vec::new();
    for dish in dishes {
        weights.push(weigh(dish));
    }
    weights
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
