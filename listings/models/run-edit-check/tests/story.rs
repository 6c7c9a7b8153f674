//! What is true of the program of this page whenever it runs.

use std::process::Command;

#[test]
fn the_tea_steeps_after_the_water_is_hot() {
    let output = Command::new(env!("CARGO_BIN_EXE_hello_edit"))
        .env_remove("LOG_START")
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("hello from process "), "{text}");
    let story: Vec<&str> = lines[1..]
        .iter()
        .filter_map(|line| line.split_once(" ms | "))
        .map(|(_, story)| story)
        .collect();
    assert_eq!(
        story,
        [
            "ann | wait: for her tea",
            "kettle | block: the water heats",
            "kettle | done",
            "cup | block: the tea steeps",
            "cup | done",
            "ann | done: she drinks",
        ]
    );
}
