//! Every Python program of the book runs as the page's Run runs it, and prints what is recorded.

use std::sync::Mutex;
use std::time::Duration;

use cargo_book::record::{End, Outcome, Subject, Work, subjects, verify};
use catalogue::Catalogue;
use catalogue::recorded::ExitStatus;

use crate::python::{is_without_python, python, server};
use crate::server::{exit, repository, text};

/// A busy machine may mix up what tells order by time.
const CHANCES: usize = 3;

/// As many at once: they wait more than they compute.
const AT_ONCE: usize = 3;

#[test]
fn every_python_program_of_the_book_runs() {
    if is_without_python() {
        return;
    }
    let (catalogue, errors) = Catalogue::read(&repository());
    assert!(errors.is_empty(), "{errors:?}");
    let all = subjects(&catalogue);
    let programs: Vec<&Subject<'_>> = all
        .iter()
        .filter(|subject| matches!(subject.work, Work::Python(_)))
        .collect();
    let (left, problems) = (Mutex::new(programs.clone()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap().pop();
                    let Some(subject) = next else { return };
                    problems.lock().unwrap().extend(problem(subject));
                }
            });
        }
    });
    let problems = problems.into_inner().unwrap();
    let (total, failed) = (programs.len(), problems.len());
    println!("{} of {total} Python programs run", total - failed);
    assert!(
        failed == 0,
        "{failed} of {total} do not run:\n{}",
        problems.join("\n")
    );
    assert_eq!(
        total,
        python_files(),
        "there are Python files that are not in the catalogue"
    );
}

/// What is wrong with a program, each time that it is run.
fn problem(subject: &Subject<'_>) -> Option<String> {
    let Work::Python(program) = subject.work else {
        return None;
    };
    let mut problems = Vec::new();
    for _ in 0..CHANCES {
        let events = python(server(), program.source.text());
        let end = exit(&events);
        let end = match (end["code"].as_i64(), end["stopped"].as_str()) {
            (Some(code), None) => End::Ended(ExitStatus::Exit(code as i32)),
            _ => End::Stopped(end.to_string()),
        };
        let outcome = Outcome {
            stdout: text(&events, "stdout"),
            stderr: text(&events, "stderr"),
            end,
            took: Duration::ZERO,
            threads: None,
        };
        problems = verify(subject, &outcome);
        if problems.is_empty() {
            return None;
        }
    }
    Some(format!("{}: {}", subject.name, problems.join("\n")))
}

/// How many there are, by their files.
fn python_files() -> usize {
    let files = crate::server::files_below(&repository().join("listings"));
    let is_python = |file: &&std::path::PathBuf| {
        file.extension().is_some_and(|it| it == "py")
            && file
                .parent()
                .is_some_and(|folder| folder.ends_with("python"))
    };
    files.iter().filter(is_python).count()
}
