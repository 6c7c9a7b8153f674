//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// The lines of a lane, without the time.
fn lane<'a>(text: &'a str, lane: &str) -> Vec<&'a str> {
    let lines = text.lines().filter_map(|line| line.split_once(" | "));
    let lines = lines.filter_map(|(_, rest)| rest.split_once(" | "));
    lines
        .filter(|(name, _)| *name == lane)
        .map(|(_, what)| what)
        .collect()
}

#[test]
fn each_clerk_has_one_lock_and_waits_for_the_other() {
    let text = stdout_of(env!("CARGO_BIN_EXE_lock_order"));
    for (clerk, has, wants) in [("sell", "seats", "till"), ("refund", "till", "seats")] {
        let lines = lane(&text, clerk);
        let has = format!("work: has the {has}");
        let wants = format!("block: wants the {wants}");
        assert!(lines.ends_with(&[&has, &wants]), "{text}");
    }
    assert_eq!(lane(&text, "watchdog"), ["end: 2 clerks are stuck"]);
}

#[test]
fn one_cake_at_a_time_while_the_list_is_locked() {
    let text = stdout_of(env!("CARGO_BIN_EXE_guard_in_the_head"));
    let mut in_the_oven = None;
    for line in text.lines().filter(|line| !line.contains("| main |")) {
        let cake = line.split(" | ").nth(1);
        if line.contains("| work") {
            assert_eq!(in_the_oven.replace(cake), None, "{text}");
        } else {
            assert_eq!(in_the_oven.take(), Some(cake), "{text}");
        }
    }
}

#[test]
fn the_cook_waits_for_the_guests() {
    let text = stdout_of(env!("CARGO_BIN_EXE_rwlock_readers"));
    let place = |part: &str| {
        let place = text.lines().position(|line| line.contains(part));
        place.unwrap_or_else(|| panic!("{part:?} is not in\n{text}"))
    };
    for guest in ["Ann", "Bo", "Cem"] {
        let done = place(&format!("| {guest} | done"));
        assert!(done < place("cook | work"), "{text}");
    }
}
