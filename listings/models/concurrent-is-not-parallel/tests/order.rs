//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> Vec<String> {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(str::to_owned).collect()
}

fn position(story: &[String], part: &str) -> usize {
    let found = story.iter().position(|line| line.contains(part));
    found.unwrap_or_else(|| panic!("no line holds {part:?}:\n{}", story.join("\n")))
}

#[test]
fn one_thread_never_grinds_twice_at_once() {
    let story = run(env!("CARGO_BIN_EXE_interleave_one_thread"));
    let works = |line: &String| line.contains("work");
    for pair in story.chunks(2) {
        assert!(works(&pair[0]) && !works(&pair[1]), "{}", story.join("\n"));
    }
    assert!(position(&story, "bo | work") < position(&story, "ann | done"));
}

#[test]
fn two_awaits_stand_in_a_row() {
    let story = run(env!("CARGO_BIN_EXE_two_waits"));
    assert!(position(&story, "ann | done") < position(&story, "bo | wait"));
}

#[test]
fn two_threads_are_at_work_at_once() {
    let story = run(env!("CARGO_BIN_EXE_overlap_two_threads"));
    let first_done = position(&story, "done");
    assert!(position(&story, "ann | work") < first_done);
    assert!(position(&story, "bo | work") < first_done);
}
