//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn run(program: &str, argument: &str) -> (Option<i32>, String) {
    let mut command = Command::new(program);
    if !argument.is_empty() {
        command.arg(argument);
    }
    let output = command.output().expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), text)
}

#[test]
fn a_child_with_no_input_ends_at_once() {
    let (code, text) = run(env!("CARGO_BIN_EXE_pipe_upper"), "shout");
    assert_eq!((code, text.as_str()), (Some(0), ""));
}

#[test]
fn the_report_is_as_long_as_the_page_says() {
    let (_, short) = run(env!("CARGO_BIN_EXE_pipe_stall"), "report");
    let (_, long) = run(env!("CARGO_BIN_EXE_pipe_drained"), "report");
    assert_eq!((short.len(), long.len()), (60 * 1024, 100 * 1024));
}

#[test]
fn a_thread_that_reads_lets_the_child_end_by_itself() {
    let (code, text) = run(env!("CARGO_BIN_EXE_pipe_drained"), "");
    assert_eq!(code, Some(0));
    assert!(!text.contains("kill"), "{text}");
}
