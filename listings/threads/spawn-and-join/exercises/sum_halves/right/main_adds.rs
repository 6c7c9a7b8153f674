//! Adds one half up in the thread of the caller.
// region: hidden
//! Two threads add up one list.

use std::thread;
// endregion

/// Adds up `numbers`: two threads each call `add` with one half.
fn sum_halves(mut numbers: Vec<u64>, add: fn(&[u64]) -> u64) -> u64 {
    let second_half = numbers.split_off(numbers.len() / 2);
    let first_half = numbers;

    let first = thread::spawn(move || add(&first_half));
    let second = add(&second_half);
    first.join().expect("adding does not panic") + second
}

fn main() {
    let numbers: Vec<u64> = (1..=100).collect();
    let total = sum_halves(numbers, |half| half.iter().sum());
    println!("total: {total}");
}
