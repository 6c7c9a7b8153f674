//! What is true of the four tea programs whenever they run.

use std::collections::HashSet;
use std::process::Command;

struct Line {
    millis: u64,
    guest: String,
    place: String,
    done: bool,
}

/// Runs a program and returns its log lines and its last line.
fn run(program: &str) -> (Vec<Line>, String) {
    let output = Command::new(program).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", output.status);
    let text = String::from_utf8(output.stdout).expect("the output is UTF-8");
    let lines = text.lines().filter_map(log_line).collect();
    let last = text.lines().last().expect("there is output");
    (lines, last.to_string())
}

fn log_line(line: &str) -> Option<Line> {
    let (millis, rest) = line.split_once(" ms | ")?;
    let (lane, what) = rest.split_once(" | ")?;
    let (guest, place) = lane.split_once(" @ ")?;
    Some(Line {
        millis: millis.trim().parse().ok()?,
        guest: guest.to_string(),
        place: place.to_string(),
        done: what == "done",
    })
}

fn places(lines: &[Line]) -> usize {
    lines
        .iter()
        .map(|line| &line.place)
        .collect::<HashSet<_>>()
        .len()
}

fn end(lines: &[Line]) -> u64 {
    lines
        .iter()
        .map(|line| line.millis)
        .max()
        .expect("there are lines")
}

/// Every tea begins before the longest one, ann's, is done: nobody stands in a row.
fn assert_overlap(lines: &[Line]) {
    let ann = lines
        .iter()
        .position(|line| line.done && line.guest == "ann");
    let begun = lines[..ann.expect("ann is served")]
        .iter()
        .filter(|line| !line.done);
    assert_eq!(begun.count(), 3);
}

#[test]
fn sequential_brews_in_a_row() {
    let (lines, last) = run(env!("CARGO_BIN_EXE_tea_sequential"));
    let guests: Vec<&str> = lines.iter().map(|line| line.guest.as_str()).collect();
    assert_eq!(guests, ["ann", "ann", "bo", "bo", "cem", "cem"]);
    assert!(end(&lines) >= 600);
    assert_eq!(places(&lines), 1);
    assert_eq!(last, "teas counted in main: 3");
}

#[test]
fn processes_overlap_and_share_no_counter() {
    let (lines, last) = run(env!("CARGO_BIN_EXE_tea_processes"));
    assert_eq!(lines.len(), 6);
    assert_overlap(&lines);
    assert_eq!(places(&lines), 3);
    assert_eq!(last, "teas counted in main: 0");
}

#[test]
fn threads_overlap_and_share_the_counter() {
    let (lines, last) = run(env!("CARGO_BIN_EXE_tea_threads"));
    assert_eq!(lines.len(), 6);
    assert_overlap(&lines);
    assert_eq!(places(&lines), 3);
    assert_eq!(last, "teas counted in main: 3");
}

#[test]
fn tasks_overlap_on_one_thread() {
    let (lines, last) = run(env!("CARGO_BIN_EXE_tea_async"));
    let guests: Vec<&str> = lines.iter().map(|line| line.guest.as_str()).collect();
    assert_eq!(guests, ["ann", "bo", "cem", "cem", "bo", "ann"]);
    assert!(
        end(&lines) < 600,
        "three teas in a row would take 600 ms, this took {}",
        end(&lines)
    );
    assert_eq!(places(&lines), 1);
    assert_eq!(last, "teas counted in main: 3");
}
