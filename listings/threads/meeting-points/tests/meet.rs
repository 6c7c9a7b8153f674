//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// The places of the lines that hold `part`.
fn places(text: &str, part: &str) -> Vec<usize> {
    let lines = text.lines().enumerate();
    let found = lines.filter(|(_, line)| line.contains(part));
    found.map(|(place, _)| place).collect()
}

#[test]
fn nobody_begins_a_leg_before_all_have_arrived() {
    let text = stdout_of(env!("CARGO_BIN_EXE_barrier_rounds"));
    let second = places(&text, "walks leg 2");
    assert_eq!(second.len(), 3, "{text}");
    let arrived = &places(&text, "waits at the hut")[..3];
    assert!(arrived.iter().max() < second.iter().min(), "{text}");
}

#[test]
fn the_menu_is_written_once() {
    let text = stdout_of(env!("CARGO_BIN_EXE_once_lock"));
    assert_eq!(places(&text, "writes the menu").len(), 1, "{text}");
    assert_eq!(places(&text, "reads soup").len(), 3, "{text}");
}

#[test]
fn who_comes_late_to_a_bare_condition_variable_hears_nothing() {
    let text = stdout_of(env!("CARGO_BIN_EXE_condvar_gate"));
    assert_eq!(places(&text, "Bo | done: gave up").len(), 1, "{text}");
}
