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
        let mut threads = Vec::new();
        for dish in dishes {
            let thread =
                scope.spawn(|| weigh(dish));
            threads.push(thread);
        }
        let mut weights = Vec::new();
        for thread in threads {
            let weight = thread.join();
            weights.push(weight.expect("a panic"));
        }
        weights
    })
}

fn main() {
    println!(
        "{:?}",
        weigh_all(&["soup", "bread", "tea"])
    );
}
