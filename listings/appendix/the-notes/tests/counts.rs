//! What is true of the program beyond its recorded text.

use std::process::Command;

#[test]
fn both_counts_are_the_same() {
    let output = Command::new(env!("CARGO_BIN_EXE_two_or_a_hundred")).output();
    let story = String::from_utf8(output.expect("the program starts").stdout);
    let story = story.expect("the program prints UTF-8");
    assert_eq!(story.matches("done: 857143 numbers").count(), 2, "{story}");
}
