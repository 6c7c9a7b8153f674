//! What is true of these programs beyond their recorded text.

use std::process::Command;
use std::time::{Duration, Instant};

fn took(program: &str) -> Duration {
    let start = Instant::now();
    let output = Command::new(program).output();
    let output =
        output.expect("the program starts");
    assert!(output.status.success());
    start.elapsed()
}

#[test]
fn the_first_two_rounds_last_as_long_as_their_longest_tea()
 {
    let took =
        took(env!("CARGO_BIN_EXE_gather_family"));
    assert!(
        took >= Duration::from_millis(497),
        "{took:?}"
    );
}

#[test]
fn a_limit_ends_the_wait() {
    let took = took(env!(
        "CARGO_BIN_EXE_task_and_timeout"
    ));
    assert!(
        took >= Duration::from_millis(197),
        "{took:?}"
    );
}
