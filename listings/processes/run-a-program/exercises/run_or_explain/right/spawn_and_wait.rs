//! Spawns the child with a pipe, and waits for its output.
// region: hidden
//! Runs a program and tells its three outcomes apart.

// endregion
use std::io::ErrorKind;
use std::process::{Command, Stdio};

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
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let result = match child.and_then(|child| child.wait_with_output()) {
        Ok(result) => result,
        Err(error) => return Outcome::NotStarted(error.kind()),
    };
    if !result.status.success() {
        return Outcome::Failed(result.status.code());
    }
    Outcome::Printed(String::from_utf8_lossy(&result.stdout).into_owned())
}

fn main() {
    let outcome = run_or_explain(&mut Command::new("no-such-program"));
    println!("{outcome:?}");
}
