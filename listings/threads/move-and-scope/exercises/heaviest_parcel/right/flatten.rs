//! Goes through both results with an iterator.
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
    let half = parcels.len().div_ceil(2).max(1);
    thread::scope(|scope| {
        let weigh_half = |half: &'_ [Parcel]| half.iter().map(weigh).max();
        let spawn = |half| scope.spawn(move || weigh_half(half));
        let threads: Vec<_> = parcels.chunks(half).map(spawn).collect();
        let heaviest = threads.into_iter().map(|thread| thread.join());
        heaviest.flat_map(|half| half.expect("no panic")).max()
    })
}

fn main() {
    let parcels = [300, 1200, 800, 4500, 70].map(|grams| Parcel { grams });
    let heaviest = heaviest(&parcels, |parcel| parcel.grams);
    println!("the heaviest of {} has {heaviest:?} g", parcels.len());
}
