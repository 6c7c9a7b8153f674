// region: hidden
//! What one bad job does to the others, when they are threads.

// endregion
use std::thread;

/// Merges the layers of a picture, the uppermost last.
fn merge(layers: u64) -> u64 {
    if layers == 0 {
        0
    } else {
        1 + merge(layers - 1)
    }
}

fn convert(layers: u64) -> u64 {
    assert!(layers > 0, "a picture without layers");
    merge(layers)
}

fn main() {
    for layers in [3, 0, 5] {
        match thread::spawn(move || convert(layers)).join() {
            Ok(merged) => println!("picture of {layers}: {merged} layers merged"),
            Err(_) => println!("picture of {layers}: its thread panicked"),
        }
    }
    println!("all pictures are looked at");
}
