// region: hidden
//! Runs one of its own functions in a process of its own.

// endregion
use std::error::Error;
use std::process::{self, Command};
use std::{env, io};

type Function = fn(u64) -> u64;

/// What a worker can be told to do.
const FUNCTIONS: [(&str, Function); 2] = [("square", square), ("triangle", triangle)];

fn square(number: u64) -> u64 {
    number * number
}

fn triangle(number: u64) -> u64 {
    (1..=number).sum()
}

/// The child's side: finds the function, calls it, and prints its result.
fn work(name: &str, argument: &str) -> Result<(), Box<dyn Error>> {
    let entry = FUNCTIONS.iter().find(|(known, _)| *known == name);
    let (_, function) = entry.ok_or_else(|| format!("there is no function {name}"))?;
    let result = function(argument.parse()?);
    println!("{result} in process {}", process::id());
    Ok(())
}

/// The parent's side: the call becomes arguments, the text becomes the result.
fn run_elsewhere(name: &str, argument: u64) -> io::Result<String> {
    let result = Command::new(env::current_exe()?)
        .args(["worker", name, &argument.to_string()])
        .output()?;
    if !result.status.success() {
        let why = String::from_utf8_lossy(&result.stderr);
        return Err(io::Error::other(why.trim_end().to_owned()));
    }
    let text = String::from_utf8_lossy(&result.stdout);
    Ok(text.trim_end().to_owned())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [role, name, argument] = &arguments[..]
        && role == "worker"
    {
        return work(name, argument);
    }
    println!("main is process {}", process::id());
    for name in ["square", "triangle"] {
        match run_elsewhere(name, 7) {
            Ok(result) => println!("{name} of 7: {result}"),
            Err(error) => println!("{name} of 7 failed: {error}"),
        }
    }
    Ok(())
}
