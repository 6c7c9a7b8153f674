// region: hidden
//! One thread writes a price and raises a flag; another one waits for the flag.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
// endregion

static PRICE: AtomicU32 = AtomicU32::new(0);
static READY: AtomicBool = AtomicBool::new(false);

fn main() {
    let customer = thread::spawn(|| {
        while !READY.load(Ordering::Acquire) {
            thread::yield_now();
        }
        println!("the price is {}", PRICE.load(Ordering::Relaxed));
    });
    PRICE.store(12, Ordering::Relaxed);
    READY.store(true, Ordering::Release);
    customer.join().expect("reading does not panic");
}
