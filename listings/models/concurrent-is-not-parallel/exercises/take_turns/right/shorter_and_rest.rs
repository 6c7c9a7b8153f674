//! Takes turns as long as both have steps, and appends the rest.

/// One thread does the steps of both orders. They take turns, and Ann's comes first.
/// Returns all steps in the order in which the thread does them.
fn take_turns(ann: &[&'static str], bo: &[&'static str]) -> Vec<&'static str> {
    let both = ann.len().min(bo.len());
    let mut steps: Vec<&str> = Vec::new();
    for (of_ann, of_bo) in ann.iter().zip(bo) {
        steps.extend([of_ann, of_bo]);
    }
    steps.extend_from_slice(&ann[both..]);
    steps.extend_from_slice(&bo[both..]);
    steps
}

fn main() {
    let ann = ["ann: grind", "ann: brew", "ann: pour"];
    let bo = ["bo: grind", "bo: brew"];
    for step in take_turns(&ann, &bo) {
        println!("{step}");
    }
}
