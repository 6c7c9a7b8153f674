//! Works in the thread of the caller.
// region: hidden
//! Many pieces of work, few threads.

// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    items.iter().map(|&item| work(item)).collect()
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
