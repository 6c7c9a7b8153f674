//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str, arguments: &[&str]) -> String {
    let mut program = Command::new(program);
    let output = program.args(arguments).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The most pages that were asked for at the same time.
fn most_at_once(story: &str) -> i32 {
    let (mut now, mut most) = (0, 0);
    let mut asking = std::collections::HashSet::new();
    for line in story.lines() {
        let mut parts = line.split(" | ").skip(1);
        let (Some(page), Some(what)) = (parts.next(), parts.next()) else {
            continue;
        };
        if what.starts_with("asks") {
            asking.insert(page);
            now += 1;
        } else if asking.remove(page) {
            now -= 1;
        }
        most = most.max(now);
    }
    most
}

#[test]
fn without_a_limit_the_site_is_full() {
    let story = run(env!("CARGO_BIN_EXE_fake_network"), &[]);
    assert_eq!(story.matches("done: Err(Full)").count(), 5, "{story}");
}

#[test]
fn three_at_a_time_and_never_refused() {
    for program in [
        env!("CARGO_BIN_EXE_fetch_bounded"),
        env!("CARGO_BIN_EXE_polite_fetch"),
    ] {
        let story = run(program, &[]);
        assert_eq!(most_at_once(&story), 3, "{story}");
        assert!(!story.contains("Full"), "{story}");
    }
}

/// What the page says of a seed.
#[test]
fn another_seed_makes_another_network() {
    let program = env!("CARGO_BIN_EXE_polite_fetch");
    let attempts = |seed: &str| {
        let story = run(program, &[seed]);
        let answers = story.lines().filter(|line| line.starts_with("page "));
        assert_eq!(answers.count(), 8, "{story}");
        let mut asked: Vec<String> = story
            .lines()
            .filter_map(|line| line.split_once(" | "))
            .filter(|(_, what)| what.contains("asks"))
            .map(|(_, what)| what.to_owned())
            .collect();
        asked.sort();
        asked
    };
    assert_eq!(attempts("1"), attempts("1"), "the same seed");
    assert_ne!(attempts("1"), attempts("4"), "another seed");
}
