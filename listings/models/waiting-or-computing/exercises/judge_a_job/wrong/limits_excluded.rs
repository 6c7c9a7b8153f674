//! Leaves the limits themselves out.

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
    if 5 * cores < clock {
        Bottleneck::Waiting
    } else if 5 * cores > 4 * clock {
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
