//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The number after `word` in the line of `lane` that says `done`.
fn number(story: &str, lane: &str, word: &str) -> Option<u64> {
    let line = story
        .lines()
        .find(|line| line.contains(&format!("| {lane} | done")))?;
    let (_, after) = line.split_once(word)?;
    after.split_whitespace().next()?.parse().ok()
}

#[test]
fn a_wait_is_on_no_core_and_a_count_is() {
    let story = run(env!("CARGO_BIN_EXE_wait_vs_burn"));
    let clock = number(&story, "ask", "clock").expect("ask is timed");
    assert!(
        clock >= 256,
        "256 waits of 1 ms, one after another:\n{story}"
    );
    if cfg!(target_os = "linux") {
        let asking = number(&story, "ask", "cores").expect("Linux tells");
        let counting = number(&story, "count", "cores").expect("Linux tells");
        assert!(asking < clock / 2, "{story}");
        assert!(counting > asking && counting >= 30, "{story}");
    } else {
        assert!(story.contains("cores unknown"), "{story}");
    }
}

#[test]
fn the_list_is_always_written_by_one() {
    let story = run(env!("CARGO_BIN_EXE_amdahl"));
    let times: Vec<u64> = story
        .lines()
        .filter_map(|line| line.split(" ms |").next()?.trim().parse().ok())
        .collect();
    let lengths: Vec<u64> = times.chunks(3).map(|lane| lane[2] - lane[0]).collect();
    for (length, least) in lengths.iter().zip([500, 300, 200, 150]) {
        assert!(*length >= least - 2, "{least}: {story}");
    }
    assert!(lengths[3] < lengths[0], "{story}");
}
