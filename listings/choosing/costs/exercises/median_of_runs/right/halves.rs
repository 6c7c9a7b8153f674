//! Puts each run into its place, and looks at the two halves.

/// The typical time of several runs, in microseconds: the median.
///
/// Of an odd number of runs it is the one in the middle, in the order of their times;
/// of an even number the mean of the two in the middle, rounded down.
/// `None` if there was no run.
fn typical(runs: &[u64]) -> Option<u64> {
    let mut sorted: Vec<u64> = Vec::new();
    for &run in runs {
        let place = sorted.partition_point(|&other| other < run);
        sorted.insert(place, run);
    }
    let half = sorted.len() / 2;
    match sorted.split_at(half) {
        (_, []) => None,
        (below, above) if below.len() == above.len() => Some((below[half - 1] + above[0]) / 2),
        (_, above) => Some(above[0]),
    }
}

fn main() {
    let quiet = [41, 39, 42, 40, 41];
    let disturbed = [41, 39, 42, 9040, 41];
    println!("starting a thread, quiet: {:?} µs", typical(&quiet));
    println!("somebody else had the core: {:?} µs", typical(&disturbed));
}
