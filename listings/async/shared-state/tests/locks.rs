//! What is true of these programs beyond their recorded text.

use std::process::Command;

/// What the program printed, and its exit code.
fn run(program: &str) -> (String, Option<i32>) {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    let story = String::from_utf8_lossy(&output.stdout).into_owned();
    (story, output.status.code())
}

#[test]
fn a_joined_guard_hangs_until_the_watchdog_comes() {
    let (story, code) = run(env!("CARGO_BIN_EXE_guard_in_join"));
    assert_eq!(code, Some(1), "{story}");
    assert!(story.contains("bo | block"), "{story}");
    assert!(!story.contains("| done"), "{story}");
}

#[test]
fn no_ticket_is_sold_twice_and_none_is_lost() {
    let (story, code) = run(env!("CARGO_BIN_EXE_std_short"));
    assert_eq!(code, Some(0), "{story}");
    assert_eq!(story.matches("has a ticket").count(), 1, "{story}");
    assert!(story.contains("main | done: 1 left"), "{story}");
}

#[test]
fn never_more_than_two_are_in_the_oven() {
    let (story, code) = run(env!("CARGO_BIN_EXE_at_most_two"));
    assert_eq!(code, Some(0), "{story}");
    let mut baking = 0;
    for line in story.lines().filter(|line| line.contains("dish")) {
        if line.ends_with("in the oven") {
            baking += 1;
        } else if line.ends_with("done") {
            baking -= 1;
        }
        assert!(baking <= 2, "{story}");
    }
    assert_eq!(baking, 0, "{story}");
}
