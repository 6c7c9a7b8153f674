// region: hidden
//! A thread may not borrow from the function that spawned it.

use std::thread;
// endregion

fn main() {
    let prices = vec![3, 4, 7, 9];
    let clerk = thread::spawn(|| prices.iter().sum::<u32>());
    let sum = clerk.join().expect("adding does not panic");
    println!("{} dishes cost {sum}", prices.len());
}
