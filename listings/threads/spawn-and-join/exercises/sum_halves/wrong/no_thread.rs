//! Adds up in the thread of the caller.
// region: hidden
//! Two threads add up one list.

use std::thread;
// endregion

/// Adds up `numbers`: two threads each call `add` with one half.
fn sum_halves(numbers: Vec<u64>, add: fn(&[u64]) -> u64) -> u64 {
    add(&numbers)
}

fn main() {
    let numbers: Vec<u64> = (1..=100).collect();
    let total = sum_halves(numbers, |half| half.iter().sum());
    println!("total: {total}");
}
