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

/// The milliseconds of the first line that holds `needle`.
fn at(story: &str, needle: &str) -> u64 {
    let text = story.lines().nth(line(story, needle));
    let ms = text.and_then(|text| text.split(" ms |").next());
    let ms = ms.expect("split gives a first piece").trim();
    ms.parse().expect("the line starts with milliseconds")
}

#[test]
fn a_dish_is_cooked_when_it_is_asked_for() {
    let story = run(env!("CARGO_BIN_EXE_while_let_next"));
    for (carried, cooked_next) in [("soup", "rice"), ("rice", "tea")] {
        let carries = line(&story, &format!("carries {carried}"));
        assert!(
            carries < line(&story, &format!("wait: {cooked_next} cooks")),
            "{story}"
        );
    }
    assert!(at(&story, "waiter | done") >= 595, "{story}");
}

#[test]
fn then_starts_one_page_after_the_other() {
    let story = run(env!("CARGO_BIN_EXE_then_in_a_row"));
    for (read, next) in [
        ("page 1", "page 2"),
        ("page 2", "page 3"),
        ("page 3", "page 4"),
    ] {
        let reads = line(&story, &format!("reads {read}"));
        assert!(reads < line(&story, &format!("{next} | wait")), "{story}");
    }
}

#[test]
fn missed_ticks_come_at_once() {
    let story = run(env!("CARGO_BIN_EXE_interval_ticks"));
    let round = |number: u32| at(&story, &format!("round {number}"));
    assert!(round(3) - round(2) >= 345, "{story}");
    // With a `Delay` it would be 200.
    assert!(round(5) - round(3) < 150, "{story}");
}
