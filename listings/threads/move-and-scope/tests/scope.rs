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
fn the_scope_ends_after_both_sums() {
    let text = stdout_of(env!("CARGO_BIN_EXE_scoped_sum"));
    let end = position(&text, "main | done");
    assert!(position(&text, "left half | done") < end, "{text}");
    assert!(position(&text, "right half | done") < end, "{text}");
    assert!(text.contains("4000000 dishes cost 9520000400000"), "{text}");
}

#[test]
fn the_scope_waits_for_threads_that_nobody_joins() {
    let text = stdout_of(env!("CARGO_BIN_EXE_raise_in_place"));
    let end = position(&text, "main | done");
    assert!(position(&text, "starters | done") < end, "{text}");
    assert!(position(&text, "mains | done") < end, "{text}");
    assert!(text.contains("[4, 5, 8, 10, 13]"), "{text}");
}
