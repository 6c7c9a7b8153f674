//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

fn position(text: &str, part: &str) -> usize {
    text.find(part)
        .unwrap_or_else(|| panic!("{part:?} is not in\n{text}"))
}

#[test]
fn main_goes_on_after_the_counters() {
    let text = stdout_of(env!("CARGO_BIN_EXE_spawn_join_value"));
    assert!(position(&text, "tickets from 0 | done") < position(&text, "main | done"));
}

#[test]
fn the_thread_that_nobody_joins_is_cut_off() {
    let text = stdout_of(env!("CARGO_BIN_EXE_main_leaves_early"));
    assert!(text.contains("printer | block"));
    assert!(!text.contains("printer | done"));
}

#[test]
fn a_panic_stays_in_its_thread() {
    let text = stdout_of(env!("CARGO_BIN_EXE_panic_in_thread"));
    assert!(position(&text, "the thread panicked") < position(&text, "main goes on"));
}
