// region: hidden
//! Two threads add one each, a thousand times over.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;
use std::thread;
// endregion

fn add_one(count: &AtomicU32) {
    let seen = count.load(SeqCst);
    count.store(seen + 1, SeqCst);
}

fn main() {
    let mut wrong = 0;
    for _ in 0..1000 {
        let count = AtomicU32::new(0);
        thread::scope(|scope| {
            scope.spawn(|| add_one(&count));
            scope.spawn(|| add_one(&count));
        });
        if count.into_inner() != 2 {
            wrong += 1;
        }
    }
    println!("1000 rounds, {wrong} of them wrong");
}
