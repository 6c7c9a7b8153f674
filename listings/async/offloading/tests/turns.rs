//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn four_drivers_block_at_the_same_time() {
    let story = run(env!("CARGO_BIN_EXE_offload_blocking"));
    let last_start = story.rfind("block:").expect("the drivers print");
    let first_end = story.find("done").expect("the drivers end");
    assert!(
        last_start < first_end,
        "all print before one ends:\n{story}"
    );
    let end = story.lines().next_back().unwrap_or_default();
    assert!(end.ends_with("main | done"), "{story}");
}

#[test]
fn a_pool_of_two_threads_computes_at_most_two_at_a_time() {
    let story = run(env!("CARGO_BIN_EXE_rayon_oneshot"));
    let (mut busy, mut most) = (0, 0);
    for line in story.lines().filter(|line| !line.contains("| clock |")) {
        busy += if line.ends_with("done") { -1 } else { 1 };
        most = most.max(busy);
    }
    assert!((1..=2).contains(&most) && busy == 0, "{story}");
}

#[test]
fn the_clock_has_turns_between_the_shelves() {
    let story = run(env!("CARGO_BIN_EXE_yield_chunks"));
    let second_tick = story.match_indices("clock | wait").nth(1);
    let (second_tick, _) = second_tick.expect("the clock ticks");
    let fourth_shelf = story.find("shelf 4").expect("the shelves are counted");
    assert!(second_tick < fourth_shelf, "{story}");
}
