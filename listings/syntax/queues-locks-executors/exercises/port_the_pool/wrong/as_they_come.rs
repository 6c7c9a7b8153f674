//! Takes the weights in the order in which they are ready.

use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    let grams = dish.len();
    let ms = 25 * grams as u64; // the scales are slow
    thread::sleep(Duration::from_millis(ms));
    grams
}

fn weigh_all(dishes: &[&str]) -> Vec<usize> {
    let (sender, weights) =
        std::sync::mpsc::channel();
    thread::scope(|scope| {
        for dish in dishes {
            let sender = sender.clone();
            scope.spawn(move || {
                sender.send(weigh(dish))
            });
        }
    });
    drop(sender);
    weights.iter().collect()
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
