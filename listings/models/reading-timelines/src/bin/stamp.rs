// region: hidden
//! Three teas, and a line with a time stamp for each event.

use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};
// endregion

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn stamp(lane: &str, what: &str) {
    let elapsed = START.elapsed().as_millis();
    println!("{elapsed:4} ms | {lane} | {what}");
}

const TEAS: [(&str, u64); 3] = [("ann", 300), ("bo", 200), ("cem", 100)];

fn main() {
    let mut pots = Vec::new();
    for (guest, millis) in TEAS {
        let pot = thread::spawn(move || {
            stamp(guest, "block: the tea brews");
            thread::sleep(Duration::from_millis(millis));
            stamp(guest, "done");
        });
        pots.push((guest, pot));
    }
    for (guest, pot) in pots {
        pot.join().expect("brewing does not panic");
        println!("main serves {guest}");
    }
}
