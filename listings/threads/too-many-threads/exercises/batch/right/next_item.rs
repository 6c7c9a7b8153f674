//! Lets four threads take the next item each time.
// region: hidden
//! Many pieces of work, few threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
// endregion

const THREADS: usize = 4;

/// Works on every item, on at most `THREADS` threads, and returns the results in the items' order.
fn in_batches(items: &[u32], work: fn(u32) -> u32) -> Vec<u32> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(vec![0; items.len()]);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(&item) = items.get(place) else { break };
                    let result = work(item);
                    results.lock().expect("no thread panics")[place] = result;
                }
            });
        }
    });
    results.into_inner().expect("no thread panics")
}

fn main() {
    let items: Vec<u32> = (1..=12).collect();
    println!("at most {THREADS} threads");
    println!("{:?}", in_batches(&items, |item| item * item));
}
