//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn four_hundred_threads_are_not_refused() {
    let text = stdout_of(env!("CARGO_BIN_EXE_spawn_until_refused"));
    assert!(text.contains("threads: 400\n"), "{text}");
    assert!(text.ends_with("refused: None\n"), "{text}");
}

#[test]
fn every_ticket_is_counted_once() {
    let text = stdout_of(env!("CARGO_BIN_EXE_split_1_to_256"));
    assert_eq!(text.matches("done: 15751 are lucky").count(), 2, "{text}");
}

#[test]
fn both_ways_of_adding_agree() {
    let text = stdout_of(env!("CARGO_BIN_EXE_thread_per_item"));
    assert!(text.contains("threads: 400\n"), "{text}");
}

#[test]
fn the_token_comes_round_in_both_rings() {
    let text = stdout_of(env!("CARGO_BIN_EXE_token_ring"));
    assert!(
        text.contains("threads: ") && text.contains("tasks: "),
        "{text}"
    );
}
