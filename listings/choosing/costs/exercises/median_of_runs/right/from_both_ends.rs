//! Takes the fastest and the slowest away until one or two are left.

/// The typical time of several runs, in microseconds: the median.
///
/// Of an odd number of runs it is the one in the middle, in the order of their times;
/// of an even number the mean of the two in the middle, rounded down.
/// `None` if there was no run.
fn typical(runs: &[u64]) -> Option<u64> {
    let mut sorted = runs.to_vec();
    sorted.sort();
    match sorted[..] {
        [] => None,
        [one] => Some(one),
        [one, other] => Some((one + other) / 2),
        [_, .., _] => typical(&sorted[1..sorted.len() - 1]),
    }
}

fn main() {
    let quiet = [41, 39, 42, 40, 41];
    let disturbed = [41, 39, 42, 9040, 41];
    println!("starting a thread, quiet: {:?} µs", typical(&quiet));
    println!("somebody else had the core: {:?} µs", typical(&disturbed));
}
