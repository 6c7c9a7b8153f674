//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The milliseconds of the last line that holds `needle`.
fn last(story: &str, needle: &str) -> u64 {
    let line = story.lines().rfind(|line| line.contains(needle));
    let line = line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let ms = line
        .split(" ms |")
        .next()
        .expect("split gives a first piece");
    ms.trim()
        .parse()
        .expect("the line starts with milliseconds")
}

#[test]
fn four_workers_work_side_by_side() {
    let story = run(env!("CARGO_BIN_EXE_pool_map"));
    let last_first_job = (1..=4)
        .map(|worker| story.find(&format!("worker {worker} | job")))
        .map(|place| place.expect("every worker has a job"))
        .max();
    let first_end = story.find("| done");
    assert!(last_first_job < first_end, "{story}");
}

#[test]
fn whoever_is_free_gets_the_next_job() {
    let story = run(env!("CARGO_BIN_EXE_pool_uneven"));
    let jobs_of = |worker| story.matches(&format!("worker {worker} | job")).count();
    assert_eq!((1..=4).map(jobs_of).sum::<usize>(), 8, "{story}");
    assert!(jobs_of(1) < jobs_of(3), "{story}");
    assert!(last(&story, "worker 1 | done") >= 398, "{story}");
}
