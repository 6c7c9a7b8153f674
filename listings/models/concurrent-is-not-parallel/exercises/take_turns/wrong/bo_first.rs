//! Takes turns, and begins with Bo.

/// One thread does the steps of both orders. They take turns, and Ann's comes first.
/// Returns all steps in the order in which the thread does them.
fn take_turns(ann: &[&'static str], bo: &[&'static str]) -> Vec<&'static str> {
    let mut steps = Vec::new();
    for turn in 0..ann.len().max(bo.len()) {
        steps.extend(bo.get(turn));
        steps.extend(ann.get(turn));
    }
    steps
}

fn main() {
    let ann = ["ann: grind", "ann: brew", "ann: pour"];
    let bo = ["bo: grind", "bo: brew"];
    for step in take_turns(&ann, &bo) {
        println!("{step}");
    }
}
