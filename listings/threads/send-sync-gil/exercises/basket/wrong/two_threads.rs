//! Sends two threads, each for one half.
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
    let basket = Basket::default();
    thread::scope(|scope| {
        for half in things.chunks(things.len().div_ceil(2).max(1)) {
            scope.spawn(|| half.iter().for_each(|thing| fetch(thing, &basket)));
        }
    });
    basket.into_inner().expect("no thread panics")
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
