// region: hidden
//! Five ways to leave a program that has a guard.

// endregion
use std::process::{self, Command};
use std::{env, io};

struct Light;

impl Drop for Light {
    fn drop(&mut self) {
        println!("the light goes off");
    }
}

fn leave(way: &str) -> io::Result<()> {
    let _light = Light;
    match way {
        "return" => Ok(()),
        "error" => Err(io::Error::other("no tea today")),
        "panic" => panic!("no tea today"),
        "exit" => process::exit(1),
        _ => process::abort(),
    }
}

fn main() -> io::Result<()> {
    if let Some(way) = env::args().nth(1) {
        return leave(&way);
    }
    for way in ["return", "error", "panic", "exit", "abort"] {
        let result = Command::new(env::current_exe()?).arg(way).output()?;
        let text = String::from_utf8_lossy(&result.stdout);
        println!(
            "{way}: {}",
            text.lines().next().unwrap_or("the light stays on")
        );
    }
    Ok(())
}
