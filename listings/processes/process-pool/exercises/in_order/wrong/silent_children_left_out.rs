//! Leaves out a child that prints nothing.
// region: hidden
//! Collects the results of children that run side by side.

// endregion
use std::io;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};

/// The last line that each child prints, in the order of the children.
fn collect(children: Vec<Child>) -> io::Result<Vec<String>> {
    // One thread for each reads on, so that no child stands still at a full pipe.
    let wait = |child: Child| thread::spawn(|| child.wait_with_output());
    let waits: Vec<_> = children.into_iter().map(wait).collect();
    let mut results = Vec::new();
    for wait in waits {
        let output = wait.join().expect("reading does not panic")?;
        let text = String::from_utf8_lossy(&output.stdout);
        results.extend(text.lines().last().map(str::to_owned));
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
