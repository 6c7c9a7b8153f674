// region: hidden
//! Two async functions, polled in every order.

use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Waker};
// endregion

async fn add_one(count: &Cell<u32>) {
    let seen = count.get();
    tokio::task::yield_now().await;
    count.set(seen + 1);
}

/// Runs the two tasks from their beginning, and polls them in the order that the letters say.
fn run(order: &str) -> u32 {
    let count = Cell::new(0);
    let (mut a, mut b) = (pin!(add_one(&count)), pin!(add_one(&count)));
    let mut context = Context::from_waker(Waker::noop());
    for letter in order.chars() {
        let task = if letter == 'A' { &mut a } else { &mut b };
        let _ = task.as_mut().poll(&mut context);
    }
    count.get()
}

fn main() {
    for order in ["AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA"] {
        println!("{order}: {}", run(order));
    }
}
