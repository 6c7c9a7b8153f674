//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_half_is_lost_and_the_rest_is_out_of_step() {
    let story = run(env!("CARGO_BIN_EXE_lost_half"));
    assert!(story.contains("brings table 7 to soup"), "{story}");
    assert_eq!(story.matches("brings").count(), 1, "{story}");
}

#[test]
fn the_kept_half_finds_its_other_half() {
    let story = run(env!("CARGO_BIN_EXE_kept_half"));
    let brings = ["brings soup to table 4", "brings cake to table 7"];
    let brings = brings.map(|line| story.find(line));
    assert!(brings.iter().all(Option::is_some), "{story}");
    assert!(brings.is_sorted(), "{story}");
}

#[test]
fn one_of_three_readers_loses_the_first_piece() {
    let story = run(env!("CARGO_BIN_EXE_half_a_line"));
    let lines: Vec<&str> = story.lines().collect();
    assert_eq!(lines.iter().filter(|line| line.contains("soup")).count(), 2);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("read_line") && line.contains("\"up"))
    );
}
