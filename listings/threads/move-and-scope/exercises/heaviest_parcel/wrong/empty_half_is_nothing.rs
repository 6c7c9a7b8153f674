//! Returns nothing as soon as one half is empty.
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
    let (left, right) = parcels.split_at(parcels.len() / 2);

    thread::scope(|scope| {
        let left = scope.spawn(move || left.iter().map(weigh).max());
        let right = scope.spawn(move || right.iter().map(weigh).max());
        let left = left.join().expect("weighing does not panic")?;
        let right = right.join().expect("weighing does not panic")?;
        Some(left.max(right))
    })
}

fn main() {
    let parcels = [300, 1200, 800, 4500, 70].map(|grams| Parcel { grams });
    let heaviest = heaviest(&parcels, |parcel| parcel.grams);
    println!("the heaviest of {} has {heaviest:?} g", parcels.len());
}
