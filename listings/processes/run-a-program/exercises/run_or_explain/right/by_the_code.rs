//! Looks at the code instead of `success`.
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
    match command.output() {
        Ok(result) => match result.status.code() {
            Some(0) => Outcome::Printed(String::from_utf8_lossy(&result.stdout).into_owned()),
            code => Outcome::Failed(code),
        },
        Err(error) => Outcome::NotStarted(error.kind()),
    }
}

fn main() {
    let outcome = run_or_explain(&mut Command::new("no-such-program"));
    println!("{outcome:?}");
}
