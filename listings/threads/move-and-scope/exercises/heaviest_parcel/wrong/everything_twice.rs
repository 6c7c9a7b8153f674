//! Lets both threads weigh everything.
// region: hidden
//! Two threads look for the heaviest parcel.

use std::thread;
// endregion

/// A parcel; it has no `Clone`.
struct Parcel {
    grams: u32,
}

/// The weight of the heaviest parcel: two threads each `weigh` one half, and each parcel once.
fn heaviest(parcels: &[Parcel], weigh: fn(&Parcel) -> u32) -> Option<u32> {
    thread::scope(|scope| {
        let one = scope.spawn(|| parcels.iter().map(weigh).max());
        let two = scope.spawn(|| parcels.iter().map(weigh).max());
        let one = one.join().expect("weighing does not panic");
        one.max(two.join().expect("weighing does not panic"))
    })
}

fn main() {
    let parcels = [300, 1200, 800, 4500, 70].map(|grams| Parcel { grams });
    let heaviest = heaviest(&parcels, |parcel| parcel.grams);
    println!("the heaviest of {} has {heaviest:?} g", parcels.len());
}
