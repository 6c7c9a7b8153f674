//! Loses one number where their count is odd.
// region: hidden
//! Two threads add up one list.

use std::thread;
// endregion

/// Adds up `numbers`: two threads each call `add` with one half.
fn sum_halves(numbers: Vec<u64>, add: fn(&[u64]) -> u64) -> u64 {
    let half = numbers.len() / 2;
    let first_half = numbers[..half].to_vec();
    let second_half = numbers[half..2 * half].to_vec();
    let first = thread::spawn(move || add(&first_half));
    let second = thread::spawn(move || add(&second_half));
    first.join().expect("adding does not panic") + second.join().expect("adding does not panic")
}

fn main() {
    let numbers: Vec<u64> = (1..=100).collect();
    let total = sum_halves(numbers, |half| half.iter().sum());
    println!("total: {total}");
}
