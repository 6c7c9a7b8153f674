//! Joins the first thread before it spawns the second.
// region: hidden
//! Two threads add up one list.

use std::thread;
// endregion

/// Adds up `numbers`: two threads each call `add` with one half.
fn sum_halves(mut numbers: Vec<u64>, add: fn(&[u64]) -> u64) -> u64 {
    let second_half = numbers.split_off(numbers.len() / 2);
    let first_half = numbers;

    let first = thread::spawn(move || add(&first_half)).join();
    let second = thread::spawn(move || add(&second_half)).join();
    first.expect("adding does not panic") + second.expect("adding does not panic")
}

fn main() {
    let numbers: Vec<u64> = (1..=100).collect();
    let total = sum_halves(numbers, |half| half.iter().sum());
    println!("total: {total}");
}
