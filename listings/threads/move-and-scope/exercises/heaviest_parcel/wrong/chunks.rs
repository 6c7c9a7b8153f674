//! Cuts chunks of half the length: an odd number has three.
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
    let half = (parcels.len() / 2).max(1);
    thread::scope(|scope| {
        let weigh_half = |half: &'_ [Parcel]| half.iter().map(weigh).max();
        let mut halves = parcels.chunks(half);
        let (left, right) = (halves.next()?, halves.next().unwrap_or_default());
        let left = scope.spawn(move || weigh_half(left));
        let right = scope.spawn(move || weigh_half(right));
        let left = left.join().expect("weighing does not panic");
        left.max(right.join().expect("weighing does not panic"))
    })
}

fn main() {
    let parcels = [300, 1200, 800, 4500, 70].map(|grams| Parcel { grams });
    let heaviest = heaviest(&parcels, |parcel| parcel.grams);
    println!("the heaviest of {} has {heaviest:?} g", parcels.len());
}
