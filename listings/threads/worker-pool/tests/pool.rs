//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn at_most_two_pages_are_printed_at_a_time() {
    let text = stdout_of(env!("CARGO_BIN_EXE_thread_pool"));
    let (mut printing, mut printed) = (0, 0);
    for line in text.lines().filter(|line| line.contains("| page ")) {
        if line.contains("| block") {
            printing += 1;
        } else {
            printing -= 1;
            printed += 1;
        }
        assert!(
            printing <= 2,
            "two workers, and more pages at once:\n{text}"
        );
    }
    assert_eq!(printed, 6, "{text}");
    assert!(text.trim_end().ends_with("main | done"), "{text}");
}

#[test]
fn the_panic_takes_the_only_worker_along() {
    let text = stdout_of(env!("CARGO_BIN_EXE_pool_of_one"));
    let gone = "receiving on a closed channel";
    assert_eq!(text, format!("12: 12\ntwelve: {gone}\n9: {gone}\n"));
}
