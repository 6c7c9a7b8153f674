// region: hidden
//! Three threads own one number, and none may change it.

use std::sync::Arc;
use std::thread;
// endregion

fn main() {
    let stock = Arc::new(10);
    let clerks = ["Ann", "Bo", "Cem"].map(|name| {
        let stock = Arc::clone(&stock);
        thread::spawn(move || {
            *stock -= 1;
            println!("{name} sold a ticket");
        })
    });
    for clerk in clerks {
        clerk.join().expect("selling does not panic");
    }
    println!("in stock: {stock}");
}
