use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    thread::sleep(Duration::from_millis(100)); // the scales are slow
    dish.len()
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
