//! Loops over the steps of Ann, and forgets what Bo has left.

/// One thread does the steps of both orders. They take turns, and Ann's comes first.
/// Returns all steps in the order in which the thread does them.
fn take_turns(ann: &[&'static str], bo: &[&'static str]) -> Vec<&'static str> {
    if ann.is_empty() {
        return bo.to_vec();
    }
    let mut steps = Vec::new();
    for (turn, step) in ann.iter().enumerate() {
        steps.push(*step);
        steps.extend(bo.get(turn));
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
