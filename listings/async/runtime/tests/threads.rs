//! What is true of these programs beyond their recorded text.

use std::process::{Command, Output};

fn run(program: &str) -> Output {
    let output = Command::new(program).env_remove("LOG_START").output();
    output.expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_runtime_of_one_thread_works_while_block_on_is_called() {
    let output = run(env!("CARGO_BIN_EXE_main_unfolded"));
    assert!(output.status.success());
    let story = text(&output.stdout);
    let at = |needle: &str| story.find(needle).expect("the line is there");
    assert!(at("main | call block_on") < at("kettle | wait"), "{story}");
    assert!(at("kettle | done") < at("main | done: Ok(2)"), "{story}");
}

#[test]
fn one_thread_runs_main_and_every_task() {
    let story = text(&run(env!("CARGO_BIN_EXE_flavor_switch")).stdout);
    let threads: std::collections::HashSet<&str> = story
        .lines()
        .map(|line| line.split(" @ ").nth(1).expect("the lane names its thread"))
        .map(|rest| rest.split(" | ").next().expect("split gives a first piece"))
        .collect();
    assert_eq!(threads.len(), 1, "{story}");
    let stirs = story.rfind("stir").expect("three dishes are stirred");
    let ends = story.find("done").expect("three dishes are done");
    assert!(ends < stirs, "the dishes stand in a row:\n{story}");
}

#[test]
fn spawn_needs_a_runtime() {
    let output = run(env!("CARGO_BIN_EXE_no_runtime_panic"));
    assert_eq!(output.status.code(), Some(101));
    assert_eq!(text(&output.stdout), "main: spawn the kettle\n");
    assert!(text(&output.stderr).contains("there is no reactor running"));
}
