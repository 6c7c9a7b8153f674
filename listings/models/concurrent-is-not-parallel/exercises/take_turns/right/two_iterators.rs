//! Asks two iterators in turn, until both are empty.

/// One thread does the steps of both orders. They take turns, and Ann's comes first.
/// Returns all steps in the order in which the thread does them.
fn take_turns(ann: &[&'static str], bo: &[&'static str]) -> Vec<&'static str> {
    let (mut ann, mut bo) = (ann.iter(), bo.iter());
    let mut steps = Vec::new();
    loop {
        match (ann.next(), bo.next()) {
            (None, None) => return steps,
            (of_ann, of_bo) => {
                steps.extend(of_ann);
                steps.extend(of_bo);
            }
        }
    }
}

fn main() {
    let ann = ["ann: grind", "ann: brew", "ann: pour"];
    let bo = ["bo: grind", "bo: brew"];
    for step in take_turns(&ann, &bo) {
        println!("{step}");
    }
}
