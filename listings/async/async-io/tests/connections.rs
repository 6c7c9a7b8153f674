//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The number of the first line that holds `needle`.
fn line(story: &str, needle: &str) -> usize {
    let line = story.lines().position(|line| line.contains(needle));
    line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"))
}

#[test]
fn one_slow_client_holds_up_those_behind_it() {
    let story = run(env!("CARGO_BIN_EXE_one_client_at_a_time"));
    assert!(line(&story, "greets ann") < line(&story, "greets bo"));
    assert!(line(&story, "bo | wait") < line(&story, "greets ann"));
}

#[test]
fn a_silent_client_is_left_in_the_end() {
    let story = run(env!("CARGO_BIN_EXE_loopback_echo"));
    assert!(line(&story, "100 clients | done") < line(&story, "silent client | done"));
    assert!(story.contains("read 0 bytes"), "{story}");
}

#[test]
fn pieces_are_taken_for_orders() {
    let story = run(env!("CARGO_BIN_EXE_bytes_not_messages"));
    assert!(story.contains(r#"after order "cakes\nwater\n""#), "{story}");
}

#[test]
fn a_child_goes_on_without_its_handle() {
    let story = run(env!("CARGO_BIN_EXE_async_children"));
    assert!(
        line(&story, "gave up") < line(&story, "soup | done"),
        "{story}"
    );
}
