//! What is true of these programs beyond their recorded text.

use std::process::{Command, Output};

fn run(program: &str) -> Output {
    let output = Command::new(program).env_remove("LOG_START").output();
    output.expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The first line that holds `needle`: its number and its milliseconds.
fn find(story: &str, needle: &str) -> (usize, u64) {
    let found = story
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(needle));
    let (number, line) = found.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let ms = line
        .split(" ms |")
        .next()
        .expect("split gives a first piece");
    (
        number,
        ms.trim()
            .parse()
            .expect("the line starts with milliseconds"),
    )
}

#[test]
fn on_one_thread_the_task_starts_when_main_first_waits() {
    let story = text(&run(env!("CARGO_BIN_EXE_spawn_before_await")).stdout);
    let (awaited, _) = find(&story, "main | await: the kettle");
    let (started, at) = find(&story, "kettle | start");
    assert!(awaited < started, "{story}");
    assert!(at >= 50, "{story}");
    let (_, end) = find(&story, "main | done: 2 cups");
    assert!((150..1500).contains(&end), "{story}");
}

#[test]
fn a_task_without_an_owner_runs_to_its_end() {
    let story = text(&run(env!("CARGO_BIN_EXE_detached")).stdout);
    assert!(
        find(&story, "kettle | done") < find(&story, "main | end"),
        "{story}"
    );
}

#[test]
fn a_panic_stays_in_its_task() {
    let output = run(env!("CARGO_BIN_EXE_task_panics"));
    assert!(output.status.success());
    let story = text(&output.stdout);
    assert!(
        find(&story, "a kettle panicked") < find(&story, "main | 2 cups"),
        "{story}"
    );
    assert!(text(&output.stderr).contains("there is no water in it"));
}
