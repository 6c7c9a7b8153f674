//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The number and the milliseconds of the first line that holds `needle`.
fn find(story: &str, needle: &str) -> (usize, u64) {
    let mut lines = story.lines().enumerate();
    let found = lines.find(|(_, line)| line.contains(needle));
    let (number, line) = found.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let ms = line.split(" ms |").next();
    let ms = ms.expect("split gives a first piece").trim();
    (
        number,
        ms.parse().expect("the line starts with milliseconds"),
    )
}

#[test]
fn the_destructor_runs_and_the_next_line_does_not() {
    let story = run(env!("CARGO_BIN_EXE_drop_guard"));
    let (off, at) = find(&story, "the heat goes off");
    assert!((98..295).contains(&at), "{story}");
    assert!(off < find(&story, "main | done: no bread").0, "{story}");
    assert!(!story.contains("the bread is done"), "{story}");
}

#[test]
fn abort_asks_and_the_handle_tells() {
    let story = run(env!("CARGO_BIN_EXE_abort_task"));
    let order = [
        "abort the oven",
        "for the oven to end",
        "the heat goes off",
        "was cancelled",
    ];
    let order = order.map(|line| find(&story, line).0);
    assert!(order.is_sorted(), "{story}");
    assert!(!story.contains("the bread is done"), "{story}");
}

#[test]
fn computing_is_not_cut_short() {
    let story = run(env!("CARGO_BIN_EXE_only_at_await"));
    let (abort, _) = find(&story, "main | abort the baker");
    assert!(abort < find(&story, "baker | wait").0, "{story}");
    assert!(
        find(&story, "main | done: cancelled is true").1 >= 598,
        "{story}"
    );
    assert!(!story.contains("has risen"), "{story}");
}
