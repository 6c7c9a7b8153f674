// region: hidden
//! Four threads count to four million, in one step and in two.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
// endregion

const ORDER: Ordering = Ordering::Relaxed;

static IN_ONE_STEP: AtomicU32 = AtomicU32::new(0);
static IN_TWO_STEPS: AtomicU32 = AtomicU32::new(0);

fn count() {
    for _ in 0..1_000_000 {
        IN_ONE_STEP.fetch_add(1, ORDER);

        let seen = IN_TWO_STEPS.load(ORDER);
        IN_TWO_STEPS.store(seen + 1, ORDER);
    }
}

fn main() {
    let threads = [(); 4].map(|()| thread::spawn(count));
    for thread in threads {
        thread.join().expect("counting does not panic");
    }
    println!("in one step:  {}", IN_ONE_STEP.load(ORDER));
    println!("in two steps: {}", IN_TWO_STEPS.load(ORDER));
}
