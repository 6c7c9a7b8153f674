// region: hidden
//! Tells a program that failed from one that never started.

// endregion
use std::env;
use std::io::{self, ErrorKind};
use std::process::{self, Command};

fn report(name: &str, command: &mut Command) {
    match command.status() {
        Ok(status) => println!("{name}: it ran, {status}"),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!("{name}: it never started, there is no such program");
        }
        Err(error) => println!("{name}: it never started, {error}"),
    }
}

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("succeed") => return Ok(()),
        Some("fail") => process::exit(1),
        _ => {}
    }
    let this_program = env::current_exe()?;
    report("good", Command::new(&this_program).arg("succeed"));
    report("bad", Command::new(&this_program).arg("fail"));
    report("missing", &mut Command::new("no-such-program"));
    Ok(())
}
