//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The number of the first line that holds `needle`.
fn line(story: &str, needle: &str) -> usize {
    let line = story.lines().position(|line| line.contains(needle));
    line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"))
}

#[test]
fn a_list_of_boxes_keeps_its_order() {
    let story = run(env!("CARGO_BIN_EXE_boxed_futures"));
    assert!(line(&story, "tea | done") < line(&story, "soup | done"));
    assert!(line(&story, "serves soup") < line(&story, "serves tea"));
}

#[test]
fn pots_of_two_types_boil_side_by_side() {
    for program in [env!("CARGO_BIN_EXE_pots"), env!("CARGO_BIN_EXE_boxed_pots")] {
        let story = run(program);
        assert!(line(&story, "stove | wait") < line(&story, "kettle | done"));
        assert!(line(&story, "kettle | done") < line(&story, "stove | done"));
    }
}

#[test]
fn the_limit_ends_the_soup() {
    let story = run(env!("CARGO_BIN_EXE_limit_by_hand"));
    assert!(line(&story, r#"has Some("soup")"#) < line(&story, "has None"));
    assert_eq!(story.matches("soup | done").count(), 1, "{story}");
}
