// region: hidden
//! Runs a program, waits for it, and keeps what it printed.

// endregion
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("forecast") {
        println!("rain until noon");
        eprintln!("warning: the barometer is old");
        return Ok(());
    }

    let result = Command::new(env::current_exe()?).arg("forecast").output()?;
    let forecast = String::from_utf8_lossy(&result.stdout);
    let warning = String::from_utf8_lossy(&result.stderr);
    println!("success: {}", result.status.success());
    println!("forecast: {}", forecast.trim_end());
    println!("beside it: {}", warning.trim_end());
    Ok(())
}
