//! What is true of the programs of this page whenever they run.

use std::process::{Command, Output};

fn run(program: &str) -> Output {
    Command::new(program).output().expect("the program starts")
}

#[test]
fn captured_text_reaches_the_parent_only() {
    let output = run(env!("CARGO_BIN_EXE_capture_output"));
    assert!(output.status.success());
    assert!(output.stderr.is_empty(), "the warning was captured too");
}

#[test]
fn the_child_prints_on_both_streams() {
    let output = Command::new(env!("CARGO_BIN_EXE_capture_output"))
        .arg("forecast")
        .output()
        .expect("the program starts");
    assert_eq!(output.stdout.trim_ascii_end(), b"rain until noon");
    assert_eq!(
        output.stderr.trim_ascii_end(),
        b"warning: the barometer is old"
    );
}

#[test]
fn a_failing_child_does_not_fail_its_parent() {
    let output = run(env!("CARGO_BIN_EXE_exit_codes"));
    assert!(output.status.success());
    assert!(
        output.stderr.is_empty(),
        "the panic's message was captured too"
    );
}

#[test]
fn a_missing_program_is_an_error_and_no_status() {
    let output = run(env!("CARGO_BIN_EXE_missing_program"));
    let text = String::from_utf8_lossy(&output.stdout);
    let never_started: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("never started"))
        .collect();
    assert_eq!(never_started.len(), 1);
    assert!(never_started[0].starts_with("missing:"));
}
