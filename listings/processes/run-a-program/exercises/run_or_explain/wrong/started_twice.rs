//! Runs the program for its status, and once more for its text.
// region: hidden
//! Runs a program and tells its three outcomes apart.

// endregion
use std::io::ErrorKind;
use std::process::Command;

#[derive(Debug, PartialEq)]
enum Outcome {
    /// It succeeded and printed this.
    Printed(String),
    /// It ran and failed with this code.
    Failed(Option<i32>),
    /// It never started.
    NotStarted(ErrorKind),
}

fn run_or_explain(command: &mut Command) -> Outcome {
    match command.status() {
        Err(error) => Outcome::NotStarted(error.kind()),
        Ok(status) if !status.success() => Outcome::Failed(status.code()),
        Ok(_) => match command.output() {
            Ok(result) => Outcome::Printed(String::from_utf8_lossy(&result.stdout).into_owned()),
            Err(error) => Outcome::NotStarted(error.kind()),
        },
    }
}

fn main() {
    let outcome = run_or_explain(&mut Command::new("no-such-program"));
    println!("{outcome:?}");
}
