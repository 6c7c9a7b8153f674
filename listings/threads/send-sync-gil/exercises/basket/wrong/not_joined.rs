//! Looks into the basket before the threads are back.
// region: hidden
//! Shopping, everything at once.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
// endregion

type Basket = Mutex<Vec<String>>;

fn fetch(thing: &str, basket: &Basket) {
    thread::sleep(Duration::from_millis(200));
    let mut basket = basket.lock().expect("no thread panics");
    basket.push(thing.to_owned());
}

/// Fetches all things, each in a thread of its own, and returns what is in the basket.
fn shop(things: &[&str]) -> Vec<String> {
    let basket = Arc::new(Basket::default());
    for thing in things {
        let (thing, basket) = (thing.to_string(), Arc::clone(&basket));
        thread::spawn(move || fetch(&thing, &basket));
    }
    let basket = basket.lock().expect("no thread panics");
    basket.clone()
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
