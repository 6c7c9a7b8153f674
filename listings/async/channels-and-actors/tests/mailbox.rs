//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn one_ticket_is_sold_once() {
    let story = run(env!("CARGO_BIN_EXE_actor_oneshot"));
    assert_eq!(story.matches("has a ticket").count(), 1, "{story}");
    assert_eq!(story.matches("sold out").count(), 1, "{story}");
    assert!(story.contains("office | done: 0 left"), "{story}");
}

#[test]
fn the_waiter_is_done_when_all_but_three_have_left_the_queue() {
    let story = run(env!("CARGO_BIN_EXE_bounded_async"));
    let waiter = story.find("waiter | done").expect("the waiter is done");
    let fourth = story.find("dish 4 cooks").expect("dish 4 cooks");
    assert!(fourth < waiter, "{story}");
    assert!(waiter < story.find("dish 5 cooks").expect("dish 5 cooks"));
}

#[test]
fn the_board_skips_and_the_news_tell_what_was_missed() {
    let story = run(env!("CARGO_BIN_EXE_newest_or_all"));
    let lines: Vec<&str> = story.lines().collect();
    let wanted = ["board: tea", "news: missed 3", "news: tart", "news: tea"];
    assert_eq!(lines, wanted);
}

#[test]
fn nobody_answers_in_a_circle() {
    let story = run(env!("CARGO_BIN_EXE_ask_in_a_circle"));
    assert!(story.contains("main | done: no dinner"), "{story}");
    assert!(!story.contains("fish"), "{story}");
}
