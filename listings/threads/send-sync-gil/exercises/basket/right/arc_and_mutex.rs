//! Shares an `Arc`, and joins.
// region: hidden
//! Shopping, everything at once.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
// endregion

type Basket = Arc<Mutex<Vec<String>>>;

fn fetch(thing: &str, basket: &Basket) {
    thread::sleep(Duration::from_millis(200));
    let mut basket = basket.lock().expect("no thread panics");
    basket.push(thing.to_owned());
}

/// Fetches all things, each in a thread of its own, and returns what is in the basket.
fn shop(things: &[&str]) -> Vec<String> {
    let basket = Basket::default();
    let mut threads = Vec::new();
    for thing in things {
        let (thing, basket) = (thing.to_string(), basket.clone());
        threads.push(thread::spawn(move || fetch(&thing, &basket)));
    }
    for thread in threads {
        thread.join().unwrap();
    }
    std::mem::take(&mut basket.lock().unwrap())
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
