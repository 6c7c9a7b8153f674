//! Pairs the steps with `zip`, which ends with the shorter order.

/// One thread does the steps of both orders. They take turns, and Ann's comes first.
/// Returns all steps in the order in which the thread does them.
fn take_turns(ann: &[&'static str], bo: &[&'static str]) -> Vec<&'static str> {
    let pairs = ann.iter().zip(bo);
    pairs.flat_map(|(ann, bo)| [*ann, *bo]).collect()
}

fn main() {
    let ann = ["ann: grind", "ann: brew", "ann: pour"];
    let bo = ["bo: grind", "bo: brew"];
    for step in take_turns(&ann, &bo) {
        println!("{step}");
    }
}
