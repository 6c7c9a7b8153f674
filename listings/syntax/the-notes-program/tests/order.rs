//! What is true of the program beyond its recorded text.

use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn one_then_two_in_the_time_of_the_longer() {
    let start = Instant::now();
    let output = Command::new(env!(
        "CARGO_BIN_EXE_notes_program"
    ))
    .output();
    let output =
        output.expect("the program starts");
    assert_eq!(output.stdout, b"1\n2\n");
    assert!(
        start.elapsed()
            >= Duration::from_millis(298)
    );
}
