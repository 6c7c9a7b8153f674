// region: hidden
//! A thread panics; the thread that joins it is told.

use std::thread;
// endregion

fn price(item: &str) -> u32 {
    match item {
        "tea" => 3,
        "toast" => 4,
        _ => panic!("no price for this item"),
    }
}

fn main() {
    for item in ["tea", "saffron", "toast"] {
        let clerk = thread::spawn(move || price(item));
        match clerk.join() {
            Ok(price) => println!("{item}: {price}"),
            Err(_) => println!("{item}: the thread panicked"),
        }
    }
    println!("main goes on");
}
