//! What is true of the programs of this page whenever they run.

use std::process::Command;
use std::time::{Duration, Instant};
#[cfg(unix)]
use std::{
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    process::Stdio,
};

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Where `needle` stands in the story.
fn place(story: &str, needle: &str) -> usize {
    story
        .find(needle)
        .unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"))
}

#[test]
fn a_dropped_handle_ends_nobody() {
    let story = run(env!("CARGO_BIN_EXE_zombie_state"));
    assert!(place(&story, "handle is dropped") < place(&story, "kettle | done"));
}

#[test]
fn a_late_child_is_killed() {
    let start = Instant::now();
    let story = run(env!("CARGO_BIN_EXE_kill_on_deadline"));
    assert!(place(&story, "kill the kettle") < place(&story, "main | done"));
    assert!(!story.contains("kettle | done"), "{story}");
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_grandchild_outlives_its_parent() {
    let story = run(env!("CARGO_BIN_EXE_orphan"));
    assert!(place(&story, "the cook has gone") < place(&story, "kettle | done"));
    assert!(!story.contains("cook | done"), "{story}");
}

/// Killed alone, the cook leaves a kettle that boils on: see the test above.
#[cfg(unix)]
#[test]
fn a_signal_to_a_group_ends_child_and_grandchild() {
    let mut cook = Command::new(env!("CARGO_BIN_EXE_orphan"))
        .arg("cook")
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .expect("the cook starts");
    let mut story = BufReader::new(cook.stdout.take().expect("stdout is piped"));
    let mut line = String::new();
    while !line.contains("kettle | block") {
        line.clear();
        let read = story.read_line(&mut line).expect("the story is text");
        assert_ne!(read, 0, "the kettle never starts");
    }
    let kill = Command::new("kill")
        .args(["-KILL", "--", &format!("-{}", cook.id())])
        .status();
    assert!(kill.expect("the command kill is there").success());
    // The end of file comes when neither of the two has the pipe open any more.
    let mut rest = String::new();
    story.read_to_string(&mut rest).expect("the rest is text");
    assert!(!rest.contains("done"), "{rest}");
    let status = cook.wait().expect("the cook can be waited for");
    assert_eq!(status.code(), None, "{status}");
}

#[test]
fn exit_and_abort_get_past_a_guard() {
    let story = run(env!("CARGO_BIN_EXE_past_a_guard"));
    for way in ["return", "error", "panic"] {
        assert!(
            story.contains(&format!("{way}: the light goes off")),
            "{story}"
        );
    }
    for way in ["exit", "abort"] {
        assert!(
            story.contains(&format!("{way}: the light stays on")),
            "{story}"
        );
    }
}
