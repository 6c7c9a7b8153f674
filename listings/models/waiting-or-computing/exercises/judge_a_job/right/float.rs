//! Divides floating point numbers.

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
    let share = cores as f64 / clock as f64;
    if share <= 0.2 {
        Bottleneck::Waiting
    } else if share >= 0.8 {
        Bottleneck::Computing
    } else {
        Bottleneck::Mixed
    }
}

fn main() {
    println!("a download: {:?}", bottleneck(2000, 40));
    println!("a resized image: {:?}", bottleneck(300, 290));
    println!("a spell check: {:?}", bottleneck(400, 200));
}
