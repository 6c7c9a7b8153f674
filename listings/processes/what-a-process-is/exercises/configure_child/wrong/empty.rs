//! Leaves the variable there, empty.
// region: hidden
//! A child is configured through its environment.

// endregion
use std::process::Command;
use std::{env, io};

/// What the child does: it looks at its environment, and prints what it finds.
fn child() {
    let find = |name| env::var(name).unwrap_or_else(|_| String::from("not set"));
    println!("TEA {}, SAFE_CODE {}", find("TEA"), find("SAFE_CODE"));
}

/// Fills in the order form: the child finds `tea` in `TEA`, and no `SAFE_CODE`.
fn configure(child: &mut Command, tea: &str) {
    child.env("TEA", tea).env("SAFE_CODE", "");
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("child") {
        child();
        return Ok(());
    }
    let mut command = Command::new(env::current_exe()?);
    command.arg("child").env("SAFE_CODE", "1234");
    configure(&mut command, "green");
    command.status()?;
    Ok(())
}
