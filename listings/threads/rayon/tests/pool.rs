//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn main_goes_on_after_the_six_pages() {
    let text = stdout_of(env!("CARGO_BIN_EXE_custom_pool"));
    let end = text.find("main | done").expect("main has an end");
    for page in 1..=6 {
        let done = text.find(&format!("page {page} | done"));
        assert!(done.is_some_and(|done| done < end), "page {page}:\n{text}");
    }
}

#[test]
fn the_order_of_adding_shows() {
    let text = stdout_of(env!("CARGO_BIN_EXE_float_order"));
    assert_eq!(text, "one by one: 1\nin parts: 0\n");
}
