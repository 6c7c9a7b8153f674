//! Lets each thread return what it has fetched.
// region: hidden
//! Shopping, everything at once.

use std::thread;
use std::time::Duration;
// endregion

fn fetch(thing: &str) -> String {
    thread::sleep(Duration::from_millis(200));
    thing.to_owned()
}

/// Fetches all things, each in a thread of its own, and returns what is in the basket.
fn shop(things: &[&str]) -> Vec<String> {
    thread::scope(|scope| {
        let walks: Vec<_> = things
            .iter()
            .map(|thing| scope.spawn(|| fetch(thing)))
            .collect();
        let fetched = walks.into_iter().map(|walk| walk.join());
        fetched
            .map(|thing| thing.expect("no thread panics"))
            .collect()
    })
}

fn main() {
    println!("{:?}", shop(&["tea", "bread", "jam"]));
}
