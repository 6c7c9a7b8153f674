//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// The number and the milliseconds of the first line that holds `part`.
fn find(text: &str, part: &str) -> (usize, u64) {
    let mut lines = text.lines().enumerate();
    let (number, line) = lines
        .find(|(_, line)| line.contains(part))
        .unwrap_or_else(|| panic!("{part:?} is not in\n{text}"));
    let ms = line.split_whitespace().next().expect("a line has words");
    (number, ms.parse().expect("it starts with milliseconds"))
}

#[test]
fn the_waiter_goes_home_after_the_last_dish() {
    let text = stdout_of(env!("CARGO_BIN_EXE_fan_in"));
    let home = find(&text, "waiter | done").0;
    for dish in ["trout", "corn", "bread", "cake"] {
        assert!(find(&text, &format!("after serving {dish}")).0 < home);
    }
}

#[test]
fn the_washer_waits_for_the_dryer() {
    let text = stdout_of(env!("CARGO_BIN_EXE_bounded_backpressure"));
    assert!(find(&text, "washer | done").1 >= 295, "{text}");
    assert!(find(&text, "dryer | done").1 >= 495, "{text}");
}

#[test]
fn the_forgotten_sender_keeps_the_queue_open() {
    let text = stdout_of(env!("CARGO_BIN_EXE_forgotten_sender"));
    assert_eq!(text, "Ok(\"soup\")\nErr(Timeout)\n");
}
