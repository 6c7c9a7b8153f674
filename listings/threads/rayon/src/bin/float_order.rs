// region: hidden
//! The same numbers, added in another order.

use rayon::prelude::*;
// endregion

fn main() {
    let amounts = [1e16, 1.0, -1e16, 1.0];
    let one_by_one: f64 = amounts.iter().sum();
    let in_parts: f64 = amounts.par_iter().sum();
    println!("one by one: {one_by_one}");
    println!("in parts: {in_parts}");
}
