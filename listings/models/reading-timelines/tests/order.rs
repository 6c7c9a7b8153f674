//! What is true of these programs whenever they run.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn position(story: &str, part: &str) -> usize {
    story
        .find(part)
        .unwrap_or_else(|| panic!("{part:?} is not in\n{story}"))
}

#[test]
fn a_lane_is_in_order_and_a_join_comes_after() {
    let story = run(env!("CARGO_BIN_EXE_stamp"));
    for guest in ["ann", "bo", "cem"] {
        let begin = position(&story, &format!("| {guest} | block"));
        let end = position(&story, &format!("| {guest} | done"));
        let served = position(&story, &format!("main serves {guest}"));
        assert!(begin < end && end < served, "{guest}:\n{story}");
    }
}

#[test]
fn the_shortest_tea_is_done_first() {
    let story = run(env!("CARGO_BIN_EXE_stamp"));
    assert!(
        position(&story, "cem | done") < position(&story, "ann | done"),
        "{story}"
    );
}
