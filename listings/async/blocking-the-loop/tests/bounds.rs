//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The milliseconds of the first line that holds `needle`.
fn at(story: &str, needle: &str) -> u64 {
    let line = story.lines().find(|line| line.contains(needle));
    let line = line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let ms = line
        .split(" ms |")
        .next()
        .expect("split gives a first piece");
    ms.trim()
        .parse()
        .expect("the line starts with milliseconds")
}

#[test]
fn three_timers_run_together() {
    let story = run(env!("CARGO_BIN_EXE_sleep_swap"));
    let last_wait = story.rfind("wait: 100 ms").expect("the tasks wait");
    let first_end = story.find("done").expect("the tasks end");
    assert!(last_wait < first_end, "all wait before one ends:\n{story}");
    assert!(at(&story, "task 3 | done") < 290, "{story}");
}

#[test]
fn more_workers_carry_more_blocked_tasks() {
    let story = run(env!("CARGO_BIN_EXE_workers_1_2_4"));
    let took = |lane: &str| {
        at(&story, &format!("| {lane} | done")) - at(&story, &format!("| {lane} | block"))
    };
    let (one, two, four) = (took("workers: 1"), took("workers: 2"), took("workers: 4"));
    assert!(one >= 398 && two >= 198 && four >= 98, "{story}");
    assert!(two < one && four < one, "{story}");
}

#[test]
fn one_task_runs_its_futures_in_a_row() {
    let story = run(env!("CARGO_BIN_EXE_join_is_one_task"));
    let states: Vec<bool> = story.lines().map(|line| line.contains("block")).collect();
    assert_eq!(states, [true, false, true, false, true, false], "{story}");
}

#[test]
fn the_answer_comes_after_the_deadline_and_is_no_error() {
    let story = run(env!("CARGO_BIN_EXE_timeout_cannot_stop"));
    assert!(at(&story, r#"main | done: Ok("bread")"#) >= 198, "{story}");
}
