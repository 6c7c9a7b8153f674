//! What is true of the programs of this page whenever they run.

use std::process::Command;

#[test]
fn one_crash_in_a_child_leaves_the_parent_whole() {
    let output = Command::new(env!("CARGO_BIN_EXE_crash_isolated"))
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text.matches("layers merged").count(), 2, "{text}");
    assert!(
        output.stderr.is_empty(),
        "the children's last words are kept"
    );
}

#[test]
fn the_deep_picture_ends_a_process_without_a_code_of_its_own() {
    let status = Command::new(env!("CARGO_BIN_EXE_crash_isolated"))
        .arg("100000000")
        .output()
        .expect("the program starts")
        .status;
    assert!(!status.success());
    assert_ne!(status.code(), Some(101), "it is no panic");
}
