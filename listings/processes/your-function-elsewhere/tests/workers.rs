//! What is true of the programs of this page whenever they run.

use std::process::{Command, Output, Stdio};

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

#[test]
fn a_worker_calls_the_function_that_is_named() {
    let output = run(
        env!("CARGO_BIN_EXE_reexec_worker"),
        &["worker", "triangle", "4"],
    );
    assert!(output.stdout.starts_with(b"10 in process "));
}

#[test]
fn a_worker_refuses_a_name_that_it_does_not_know() {
    let output = run(
        env!("CARGO_BIN_EXE_reexec_worker"),
        &["worker", "cube", "4"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cube"));
}

#[test]
fn three_processes_are_three() {
    let output = run(env!("CARGO_BIN_EXE_reexec_worker"), &[]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = |word: &str| word.parse::<u32>().ok();
    let ids: Vec<u32> = text
        .lines()
        .filter_map(|line| number(line.rsplit(' ').next()?))
        .collect();
    assert_eq!(ids.len(), 3, "{text}");
    assert!(ids[0] != ids[1] && ids[1] != ids[2], "{text}");
}

#[test]
fn a_worker_without_requests_ends() {
    let output = run(env!("CARGO_BIN_EXE_line_protocol"), &["worker"]);
    assert!(output.status.success() && output.stdout.is_empty());
}
