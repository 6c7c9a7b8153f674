/// The typical time of several runs, in microseconds: the median.
///
/// Of an odd number of runs it is the one in the middle, in the order of their times;
/// of an even number the mean of the two in the middle, rounded down.
/// `None` if there was no run.
fn typical(runs: &[u64]) -> Option<u64> {
    let mut sorted = runs.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some((lower + upper) / 2)
}

fn main() {
    let quiet = [41, 39, 42, 40, 41];
    let disturbed = [41, 39, 42, 9040, 41];
    println!("starting a thread, quiet: {:?} µs", typical(&quiet));
    println!("somebody else had the core: {:?} µs", typical(&disturbed));
}
