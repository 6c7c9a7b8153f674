//! Lets the child print for itself, and returns an empty text.
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
        Ok(_) => Outcome::Printed(String::new()),
    }
}

fn main() {
    let outcome = run_or_explain(&mut Command::new("no-such-program"));
    println!("{outcome:?}");
}
