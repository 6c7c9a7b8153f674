//! What is true of the programs of this page whenever they run.

use std::process::Command;
use std::time::{Duration, Instant};

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Where `needle` stands in the story.
fn place(story: &str, needle: &str) -> usize {
    story
        .find(needle)
        .unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"))
}

#[test]
fn a_dropped_handle_ends_nobody() {
    let story = run(env!("CARGO_BIN_EXE_zombie_state"));
    assert!(place(&story, "handle is dropped") < place(&story, "kettle | done"));
}

#[test]
fn a_late_child_is_killed() {
    let start = Instant::now();
    let story = run(env!("CARGO_BIN_EXE_kill_on_deadline"));
    assert!(place(&story, "kill the kettle") < place(&story, "main | done"));
    assert!(!story.contains("kettle | done"), "{story}");
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_grandchild_outlives_its_parent() {
    let story = run(env!("CARGO_BIN_EXE_orphan"));
    assert!(place(&story, "the cook has gone") < place(&story, "kettle | done"));
    assert!(!story.contains("cook | done"), "{story}");
}
