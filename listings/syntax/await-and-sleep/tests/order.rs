//! What is true of these programs beyond their recorded text.

use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn both_pauses_take_their_time() {
    let start = Instant::now();
    let program = env!("CARGO_BIN_EXE_two_sleeps");
    let output = Command::new(program).output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    assert!(start.elapsed() >= Duration::from_millis(1097));
}
