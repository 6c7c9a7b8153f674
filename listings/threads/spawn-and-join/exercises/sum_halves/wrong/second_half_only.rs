//! Adds the second half up only.
// region: hidden
//! Two threads add up one list.

use std::thread;
// endregion

/// Adds up `numbers`: two threads each call `add` with one half.
fn sum_halves(mut numbers: Vec<u64>, add: fn(&[u64]) -> u64) -> u64 {
    let second_half = numbers.split_off(numbers.len() / 2);
    let second = thread::spawn(move || add(&second_half));
    second.join().expect("adding does not panic")
}

fn main() {
    let numbers: Vec<u64> = (1..=100).collect();
    let total = sum_halves(numbers, |half| half.iter().sum());
    println!("total: {total}");
}
