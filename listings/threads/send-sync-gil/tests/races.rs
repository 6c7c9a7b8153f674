//! What is true of the programs of this page whenever they run.

use std::process::Command;

fn stdout_of(program: &str) -> String {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn one_thread_at_a_time_has_the_gil() {
    let text = stdout_of(env!("CARGO_BIN_EXE_gil_by_hand"));
    let mut holder = None;
    for line in text.lines() {
        let name = line.split('|').nth(1).map(str::trim);
        if line.contains("| work") {
            assert_eq!(holder, None, "two threads have it:\n{text}");
            holder = name;
        } else if line.contains("give the other") {
            assert_eq!(holder, name, "{text}");
            holder = None;
        }
    }
}

#[test]
fn the_last_ticket_is_sold_twice() {
    let text = stdout_of(env!("CARGO_BIN_EXE_race_condition_remains"));
    assert_eq!(text.matches("a ticket is sold").count(), 2, "{text}");
    assert!(text.contains("in stock: -1"), "{text}");
}

/// What the table on the page says of these types; the compiler checks it.
#[test]
fn the_table_is_right() {
    fn send<T: Send>() {}
    fn sync<T: Sync>() {}
    send::<(u32, String, Vec<u32>)>();
    sync::<(u32, String, Vec<u32>)>();
    send::<std::sync::Arc<Vec<u32>>>();
    sync::<std::sync::Arc<Vec<u32>>>();
    send::<std::sync::Mutex<u32>>();
    sync::<std::sync::Mutex<u32>>();
    send::<std::cell::RefCell<u32>>();
    sync::<std::sync::MutexGuard<'_, u32>>();
    send::<std::sync::mpsc::Receiver<u32>>();
}
