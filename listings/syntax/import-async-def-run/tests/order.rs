//! What is true of these programs beyond their recorded text.

use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn each_run_takes_its_time() {
    let start = Instant::now();
    let program =
        env!("CARGO_BIN_EXE_run_variants");
    let output = Command::new(program).output();
    let output =
        output.expect("the program starts");
    assert!(output.status.success());
    assert!(
        start.elapsed()
            >= Duration::from_millis(597)
    );
}
