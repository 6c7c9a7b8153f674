//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The number behind the last word `poll`.
fn last_poll(story: &str) -> u32 {
    let (_, rest) = story.rsplit_once("done at poll ").expect("it is done");
    let number = rest.split_whitespace().next().unwrap_or_default();
    number.parse().expect("the number of a poll")
}

#[test]
fn waking_at_once_means_polling_all_the_time() {
    let story = run(env!("CARGO_BIN_EXE_hand_future"));
    assert!(last_poll(&story) > 20, "{story}");
}

#[test]
fn one_wake_means_two_polls() {
    let story = run(env!("CARGO_BIN_EXE_mini_executor"));
    assert_eq!(last_poll(&story), 2, "{story}");
    assert_eq!(story.matches("executor | poll").count(), 2, "{story}");
}

#[test]
fn a_future_holds_what_lives_across_an_await() {
    let story = run(env!("CARGO_BIN_EXE_future_sizes"));
    let sizes = story.lines().filter_map(|line| {
        let size = line.split_whitespace().nth(1)?;
        size.parse().ok()
    });
    let sizes: Vec<usize> = sizes.collect();
    let [waits, keeps, counts, calls, joins] = sizes[..] else {
        panic!("five sizes: {story}");
    };
    assert!(waits < 100 && keeps >= 1000 && counts >= 1000, "{story}");
    assert!(calls < keeps + counts && joins >= keeps + counts, "{story}");
}
