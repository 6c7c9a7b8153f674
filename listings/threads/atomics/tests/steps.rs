//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn one_step_loses_nothing_and_two_steps_gain_nothing() {
    let text = stdout_of(env!("CARGO_BIN_EXE_load_store_race"));
    let count = |line: usize| -> u32 {
        let line = text.lines().nth(line).expect("there are two lines");
        let (_, count) = line.split_once(": ").expect("a line has a number");
        count.trim().parse().expect("it is a number")
    };
    assert_eq!(count(0), 4_000_000, "{text}");
    assert!(count(1) <= 4_000_000, "{text}");
}

#[test]
fn the_waiter_finishes_with_his_guest() {
    let text = stdout_of(env!("CARGO_BIN_EXE_stop_flag"));
    let last = text.lines().last().expect("there are lines");
    assert!(last.ends_with("waiter | done: goes home"), "{text}");
}

#[test]
fn the_customer_sees_the_price() {
    let text = stdout_of(env!("CARGO_BIN_EXE_publish"));
    assert_eq!(text, "the price is 12\n");
}
