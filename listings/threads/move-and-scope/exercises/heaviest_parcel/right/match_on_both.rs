//! Tells the four cases apart.
// region: hidden
//! Two threads look for the heaviest parcel.

// endregion

/// A parcel; it has no `Clone`.
struct Parcel {
    grams: u32,
}

/// The weight of the heaviest parcel: two threads each `weigh` one half, and each parcel once.
fn heaviest(parcels: &[Parcel], weigh: fn(&Parcel) -> u32) -> Option<u32> {
    let (left, right) = parcels.split_at(parcels.len() / 2);

    let (left, right) = std::thread::scope(|scope| {
        let left = scope.spawn(move || left.iter().map(weigh).max());
        let right = scope.spawn(move || right.iter().map(weigh).max());
        (left.join().unwrap(), right.join().unwrap())
    });
    match (left, right) {
        (Some(left), Some(right)) => Some(std::cmp::max(left, right)),
        (one, None) => one,
        (None, other) => other,
    }
}

fn main() {
    let parcels = [300, 1200, 800, 4500, 70].map(|grams| Parcel { grams });
    let heaviest = heaviest(&parcels, |parcel| parcel.grams);
    println!("the heaviest of {} has {heaviest:?} g", parcels.len());
}
