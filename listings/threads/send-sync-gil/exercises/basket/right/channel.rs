//! Sends what is fetched through a channel.
// region: hidden
//! Shopping, everything at once.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;
// endregion

type Basket = Sender<String>;

fn fetch(thing: &str, basket: &Basket) {
    thread::sleep(Duration::from_millis(200));
    basket.send(thing.to_owned()).expect("somebody unpacks");
}

/// Fetches all things, each in a thread of its own, and returns what is in the basket.
fn shop(things: &[&str]) -> Vec<String> {
    let (basket, fetched) = mpsc::channel();
    for thing in things {
        let (thing, basket) = (thing.to_string(), basket.clone());
        thread::spawn(move || fetch(&thing, &basket));
    }
    drop(basket);
    fetched.iter().collect()
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
