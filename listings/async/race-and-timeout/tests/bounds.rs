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
    let ms = line.split(" ms |").next();
    let ms = ms.expect("split gives a first piece").trim();
    ms.parse().expect("the line starts with milliseconds")
}

#[test]
fn the_loser_goes_before_main_has_the_answer() {
    let story = run(env!("CARGO_BIN_EXE_race_two"));
    let line = |needle: &str| {
        let line = story.lines().position(|line| line.contains(needle));
        line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"))
    };
    assert!(line("bakery | end") < line("main | done"), "{story}");
    assert!(!story.contains("bakery | answers"), "{story}");
    assert!(story.contains("bread from the grocer"), "{story}");
    assert!(
        (98..195).contains(&at(&story, "grocer | answers")),
        "{story}"
    );
}

#[test]
fn what_is_late_is_dropped_at_the_limit() {
    let story = run(env!("CARGO_BIN_EXE_timeout_late"));
    assert!((98..295).contains(&at(&story, "bakery | end")), "{story}");
    assert!(!story.contains("bakery | answers"), "{story}");
    assert!(at(&story, "main | done") >= 498, "{story}");
}

#[test]
fn the_deadline_is_not_moved_by_guests() {
    let story = run(env!("CARGO_BIN_EXE_select_loop_pinned"));
    assert!((498..700).contains(&at(&story, "closing time")) || story.contains("guest 3"));
    assert!(!story.contains("guest 5"), "{story}");
    assert!(at(&story, "door | done") >= 498, "{story}");
}
