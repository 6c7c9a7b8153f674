// region: hidden
//! A thread panics between two changes that belong together.

use std::sync::Mutex;
use std::thread;
// endregion

/// Of ten seats: `free` and `sold` together make ten.
struct Hall {
    free: u32,
    sold: u32,
}

static HALL: Mutex<Hall> = Mutex::new(Hall { free: 10, sold: 0 });

fn sell(price: &str) {
    let mut hall = HALL.lock().expect("no seller has panicked");
    hall.free -= 1;
    let price: u32 = price.parse().expect("the price is a number");
    hall.sold += 1;
    println!("sold for {price}");
}

fn main() {
    for price in ["12", "twelve", "9"] {
        let seller = thread::spawn(move || sell(price));
        if seller.join().is_err() {
            println!("no ticket for {price}");
        }
    }
    match HALL.lock() {
        Ok(hall) => println!("whole: {} free, {} sold", hall.free, hall.sold),
        Err(poisoned) => {
            let mut hall = poisoned.into_inner();
            println!("poisoned: {} free, {} sold", hall.free, hall.sold);
            hall.free = 10 - hall.sold;
            HALL.clear_poison();
            println!("repaired: {} free, {} sold", hall.free, hall.sold);
        }
    }
    println!("poisoned now: {}", HALL.is_poisoned());
}
