//! Finds the middle without sorting the rest.

/// The typical time of several runs, in microseconds: the median.
///
/// Of an odd number of runs it is the one in the middle, in the order of their times;
/// of an even number the mean of the two in the middle, rounded down.
/// `None` if there was no run.
fn typical(runs: &[u64]) -> Option<u64> {
    if runs.is_empty() {
        return None;
    }
    let mut runs = runs.to_vec();
    let middle = runs.len() / 2;
    let is_odd = runs.len() % 2 == 1;
    let (below, &mut upper, _) = runs.select_nth_unstable(middle);
    match below.iter().max() {
        Some(&lower) if !is_odd => Some(u64::midpoint(lower, upper)),
        _ => Some(upper),
    }
}

fn main() {
    let quiet = [41, 39, 42, 40, 41];
    let disturbed = [41, 39, 42, 9040, 41];
    println!("starting a thread, quiet: {:?} µs", typical(&quiet));
    println!("somebody else had the core: {:?} µs", typical(&disturbed));
}
