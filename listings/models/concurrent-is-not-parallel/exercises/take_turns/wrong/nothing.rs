//! Does no step at all.

/// One thread does the steps of both orders. They take turns, and Ann's comes first.
/// Returns all steps in the order in which the thread does them.
fn take_turns(_ann: &[&'static str], _bo: &[&'static str]) -> Vec<&'static str> {
    Vec::new()
}

fn main() {
    let ann = ["ann: grind", "ann: brew", "ann: pour"];
    let bo = ["bo: grind", "bo: brew"];
    for step in take_turns(&ann, &bo) {
        println!("{step}");
    }
}
