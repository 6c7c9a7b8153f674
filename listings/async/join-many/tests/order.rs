//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The milliseconds of the first line that holds `needle`.
fn at(story: &str, needle: &str) -> u64 {
    let line = story.lines().find(|line| line.contains(needle));
    let line = line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let ms = line.split(" ms |").next();
    let ms = ms.expect("split gives a first piece").trim();
    ms.parse().expect("the line starts with milliseconds")
}

/// The dishes of the lines that hold `needle`, in their order.
fn dishes(story: &str, needle: &str) -> Vec<String> {
    let lines = story.lines().filter(|line| line.contains(needle));
    let dishes = lines.flat_map(|line| line.split([' ', '|']));
    dishes
        .filter(|word| ["soup", "rice", "tea"].contains(word))
        .map(str::to_string)
        .collect()
}

#[test]
fn an_error_drops_the_other_future_before_its_time() {
    let story = run(env!("CARGO_BIN_EXE_try_join_fails"));
    let (off, done) = (at(&story, "the heat goes off"), at(&story, "main | done"));
    assert!((19..180).contains(&off) && done < 190, "{story}");
    assert!(!story.contains("oven | hot"), "{story}");
}

#[test]
fn join_all_keeps_the_order_of_the_list() {
    let story = run(env!("CARGO_BIN_EXE_join_all_vec"));
    assert_eq!(dishes(&story, "| done"), ["tea", "rice", "soup"], "{story}");
    assert_eq!(dishes(&story, "serve"), ["soup", "rice", "tea"], "{story}");
    assert!((298..590).contains(&at(&story, "main | done")), "{story}");
}

#[test]
fn a_join_set_gives_the_dishes_as_they_end() {
    let story = run(env!("CARGO_BIN_EXE_joinset_order"));
    assert_eq!(dishes(&story, "serve"), ["tea", "rice", "soup"], "{story}");
    assert!(
        at(&story, "serve the tea") < at(&story, "soup | done"),
        "{story}"
    );
}
