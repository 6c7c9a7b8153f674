//! Collects the handles, and sums what they return.
// region: hidden
//! Two threads add up one list.

// endregion

/// Adds up `numbers`: two threads each call `add` with one half.
fn sum_halves(mut numbers: Vec<u64>, add: fn(&[u64]) -> u64) -> u64 {
    let second_half = numbers.split_off(numbers.len() / 2);
    let first_half = numbers;

    let halves = [first_half, second_half];
    let threads = halves.map(|half| std::thread::spawn(move || add(&half)));
    let sums = threads.into_iter().map(|thread| thread.join());
    sums.map(|sum| sum.expect("adding does not panic")).sum()
}

fn main() {
    let numbers: Vec<u64> = (1..=100).collect();
    let total = sum_halves(numbers, |half| half.iter().sum());
    println!("total: {total}");
}
