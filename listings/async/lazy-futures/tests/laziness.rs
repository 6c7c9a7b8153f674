//! What is true of these programs beyond their recorded text.

use std::process::Command;

/// The milliseconds of the first line that holds `needle`.
fn at(story: &str, needle: &str) -> u64 {
    let line = story.lines().find(|line| line.contains(needle));
    let line = line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let (ms, _) = line.split_once(" ms |").expect("the line is a log line");
    ms.trim()
        .parse()
        .expect("the line starts with milliseconds")
}

#[test]
fn the_body_runs_when_the_future_is_awaited() {
    let program = env!("CARGO_BIN_EXE_call_without_await");
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    let story = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = story.lines().collect();
    assert_eq!(lines.len(), 7, "{story}");
    assert!(lines[2].ends_with("main | await: the kettle"), "{story}");
    assert!(lines[3].ends_with("kettle | start"), "{story}");
    assert!(at(&story, "kettle | start") >= 199, "{story}");
    assert!(
        (298..1500).contains(&at(&story, "main | done: 2")),
        "{story}"
    );
}
