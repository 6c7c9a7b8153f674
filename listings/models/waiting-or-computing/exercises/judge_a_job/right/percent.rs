//! Compares hundredths, without a division.

/// What a job is short of.
#[derive(Debug, PartialEq)]
enum Bottleneck {
    /// It waits: a fifth of its time on a core at most.
    Waiting,
    /// It computes: four fifths of its time on a core at least.
    Computing,
    /// Something of both.
    Mixed,
}

/// Judges a job by its milliseconds by the clock and its milliseconds on cores.
fn bottleneck(clock: u64, cores: u64) -> Bottleneck {
    let percent_of_clock = 100 * cores;
    match percent_of_clock {
        share if share >= 80 * clock => Bottleneck::Computing,
        share if share > 20 * clock => Bottleneck::Mixed,
        _ => Bottleneck::Waiting,
    }
}

fn main() {
    println!("a download: {:?}", bottleneck(2000, 40));
    println!("a resized image: {:?}", bottleneck(300, 290));
    println!("a spell check: {:?}", bottleneck(400, 200));
}
