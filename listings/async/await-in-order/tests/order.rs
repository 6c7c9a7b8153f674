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
    let found = story
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(needle));
    let (number, line) = found.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let (ms, _) = line.split_once(" ms |").expect("the line is a log line");
    let ms = ms.trim().parse();
    (number, ms.expect("the line starts with milliseconds"))
}

#[test]
fn two_awaits_stand_in_a_row() {
    let story = run(env!("CARGO_BIN_EXE_await_twice"));
    assert!(
        find(&story, "kettle | done") < find(&story, "toaster | wait"),
        "{story}"
    );
    assert!(find(&story, "main | done").1 >= 198, "{story}");
}

#[test]
fn joined_waits_overlap_and_awaited_ones_do_not() {
    let story = run(env!("CARGO_BIN_EXE_join_both"));
    assert!(
        find(&story, "the bread browns") < find(&story, "the leaves steep"),
        "{story}"
    );
    assert!(
        find(&story, "the water heats up").1 + 98 <= find(&story, "the leaves steep").1,
        "{story}"
    );
    let (_, end) = find(&story, "main | done: 2 cups, 4 slices");
    assert!((198..1500).contains(&end), "{story}");
}

#[test]
fn ready_awaits_give_nobody_a_turn() {
    let story = run(env!("CARGO_BIN_EXE_ready_never_yields"));
    let lanes: Vec<&str> = story
        .lines()
        .map(|line| line.split(" | ").nth(1).expect("the line has a lane"))
        .collect();
    let first = lanes[0];
    assert!(lanes[..4].iter().all(|lane| *lane == first), "{story}");
    assert!(lanes[4..8].iter().all(|lane| *lane != first), "{story}");
}
