// region: hidden
//! Why does the queue not end? `recv_timeout` tells.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;
// endregion

fn main() {
    let (hatch, dishes) = mpsc::channel();
    let kitchen = hatch.clone();
    thread::spawn(move || kitchen.send("soup").expect("the waiter is there"));

    for _ in 0..2 {
        let answer = dishes.recv_timeout(Duration::from_millis(500));
        println!("{answer:?}");
    }
}
