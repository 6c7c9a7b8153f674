//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn position(story: &str, part: &str) -> usize {
    story
        .find(part)
        .unwrap_or_else(|| panic!("{part:?} is not in\n{story}"))
}

/// Where the line of this guest and this event stands.
fn line_of(story: &str, guest: &str, what: &str) -> usize {
    let lane = format!("| {guest} @");
    let mut lines = story.lines();
    let place = lines.position(|line| line.contains(&lane) && line.contains(what));
    place.unwrap_or_else(|| panic!("{guest} has no line with {what:?}:\n{story}"))
}

#[test]
fn four_workers_work_side_by_side() {
    let story = run(env!("CARGO_BIN_EXE_pool_map"));
    let begins = (1..=4).map(|worker| position(&story, &format!("worker {worker} | work")));
    let first_end = position(&story, "| done");
    assert!(begins.max() < Some(first_end), "{story}");
    assert!(story.ends_with("AL BO CY DI ED JO MO VI\n"), "{story}");
}

#[test]
fn whoever_shares_a_worker_waits() {
    let story = run(env!("CARGO_BIN_EXE_pool_map"));
    for (before, after) in [("al", "bo"), ("cy", "di"), ("ed", "jo"), ("mo", "vi")] {
        let (end, begin) = (
            line_of(&story, before, "done"),
            line_of(&story, after, "work"),
        );
        assert!(end < begin, "{before} and {after}:\n{story}");
    }
}

#[test]
fn whoever_is_free_gets_the_next_job() {
    let story = run(env!("CARGO_BIN_EXE_pool_uneven"));
    assert_eq!(story.matches("| work").count(), 8, "{story}");
    assert!(
        line_of(&story, "benedict", "work") < line_of(&story, "adelaide", "done"),
        "one long name does not wait for the other:\n{story}"
    );
    let jobs_of = |worker| story.matches(&format!("worker {worker} | work")).count();
    assert!(
        (1..=4).map(jobs_of).max() > Some(2),
        "somebody does more than a fixed share of two:\n{story}"
    );
}
