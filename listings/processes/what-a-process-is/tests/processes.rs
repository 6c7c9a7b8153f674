//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program)
        .env_remove("LOG_START")
        .env_remove("TEA")
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn six_processes_do_not_queue_for_the_cores() {
    let story = run(env!("CARGO_BIN_EXE_share_the_cores"));
    let last_start = story.rfind("| compute").expect("children compute");
    let first_end = story.find("| done").expect("children end");
    assert!(
        last_start < first_end,
        "all compute before one ends:\n{story}"
    );
    assert_eq!(story.matches("| done").count(), 6, "{story}");
}

#[test]
fn three_processes_have_three_ids() {
    let story = run(env!("CARGO_BIN_EXE_who_am_i"));
    let ids: Vec<&str> = story
        .lines()
        .filter_map(|line| line.split("id ").nth(1)?.split(',').next())
        .collect();
    let [parent, child, grandchild, again] = ids[..] else {
        panic!("there are four lines:\n{story}");
    };
    assert_eq!(parent, again);
    assert!(parent != child && child != grandchild && parent != grandchild);
}
