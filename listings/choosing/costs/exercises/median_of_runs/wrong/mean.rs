//! Returns the mean, by way of fractions.

/// The typical time of several runs, in microseconds: the median.
///
/// Of an odd number of runs it is the one in the middle, in the order of their times;
/// of an even number the mean of the two in the middle, rounded down.
/// `None` if there was no run.
fn typical(runs: &[u64]) -> Option<u64> {
    let mean = runs.iter().sum::<u64>() as f64 / runs.len() as f64;
    (!runs.is_empty()).then_some(mean as u64)
}

fn main() {
    let quiet = [41, 39, 42, 40, 41];
    let disturbed = [41, 39, 42, 9040, 41];
    println!("starting a thread, quiet: {:?} µs", typical(&quiet));
    println!("somebody else had the core: {:?} µs", typical(&disturbed));
}
