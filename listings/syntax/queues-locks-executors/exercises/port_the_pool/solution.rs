use std::thread;
use std::time::Duration;

fn weigh(dish: &str) -> usize {
    thread::sleep(Duration::from_millis(100)); // the scales are slow
    dish.len()
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
