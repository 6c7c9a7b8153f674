//! Writes the things down, and fetches none.
// region: hidden
//! Shopping, everything at once.

use std::sync::Mutex;
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
    things.iter().map(|thing| thing.to_string()).collect()
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
