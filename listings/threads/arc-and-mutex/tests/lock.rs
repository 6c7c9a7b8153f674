//! What is true of the program of this page whenever it runs.

use std::process::Command;

#[test]
fn no_two_clerks_hold_the_stock() {
    let output = Command::new(env!("CARGO_BIN_EXE_arc_mutex_counter"))
        .output()
        .expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("the output is UTF-8");
    let mut holder = None;
    for line in text.lines() {
        let name = line.split('|').nth(1).map(str::trim);
        if line.contains("| work") {
            assert_eq!(holder, None, "two clerks hold the lock:\n{text}");
            holder = name;
        } else if line.contains("| done") {
            assert_eq!(holder, name, "{text}");
            holder = None;
        }
    }
    assert!(text.ends_with("in stock at last: 7\n"), "{text}");
}
