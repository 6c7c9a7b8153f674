// region: hidden
//! How a program ended, as its parent sees it.

// endregion
use std::process::{self, Command, ExitStatus};
use std::{env, io};

fn play(part: &str) {
    match part {
        "returns" => {}
        "exits" => process::exit(3),
        "panics" => panic!("no tea left"),
        "aborts" => process::abort(),
        other => unreachable!("there is no part {other}"),
    }
}

fn explain(status: ExitStatus) -> String {
    match status.code() {
        Some(0) => String::from("success"),
        Some(code) => format!("failure, code {code}"),
        None => String::from("failure, no code: a signal ended it"),
    }
}

fn main() -> io::Result<()> {
    if let Some(part) = env::args().nth(1) {
        play(&part);
        return Ok(());
    }
    for part in ["returns", "exits", "panics", "aborts"] {
        let result = Command::new(env::current_exe()?).arg(part).output()?;
        println!("{part}: {}", explain(result.status));
    }
    Ok(())
}
