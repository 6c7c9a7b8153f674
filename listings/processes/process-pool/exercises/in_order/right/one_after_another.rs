//! Reads one child to its end, and then the next.
// region: hidden
//! Collects the results of children that run side by side.

// endregion
use std::io;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};

/// The last line that each child prints, in the order of the children.
fn collect(children: Vec<Child>) -> io::Result<Vec<String>> {
    let mut results = Vec::new();
    for child in children {
        let output = child.wait_with_output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        results.push(text.lines().last().unwrap_or_default().to_owned());
    }
    Ok(results)
}

/// What a child does: it takes its time, and prints one line.
fn child(name: &str, millis: u64) {
    thread::sleep(Duration::from_millis(millis));
    println!("tea for {name}");
}

fn main() -> io::Result<()> {
    if let Some(name) = env::args().nth(1) {
        child(&name, if name == "ann" { 300 } else { 100 });
        return Ok(());
    }
    let mut children = Vec::new();
    for name in ["ann", "bo"] {
        let mut command = Command::new(env::current_exe()?);
        children.push(command.arg(name).stdout(Stdio::piped()).spawn()?);
    }
    println!("{:?}", collect(children)?);
    Ok(())
}
