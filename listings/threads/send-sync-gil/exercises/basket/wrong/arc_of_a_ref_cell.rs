//! error: E0277
//! Changes `Rc` for `Arc`, and keeps the `RefCell`.
// region: hidden
//! Shopping, one thing after another.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
// endregion

type Basket = Arc<RefCell<Vec<String>>>;

fn fetch(thing: &str, basket: &Basket) {
    thread::sleep(Duration::from_millis(200));
    basket.borrow_mut().push(thing.to_owned());
}

/// Fetches all things, each in a thread of its own, and returns what is in the basket.
fn shop(things: &[&str]) -> Vec<String> {
    let basket = Basket::default();
    thread::scope(|scope| {
        for thing in things {
            scope.spawn(|| fetch(thing, &basket));
        }
    });
    basket.take()
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
