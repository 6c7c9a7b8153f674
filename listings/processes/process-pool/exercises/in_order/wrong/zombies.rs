//! Reads in the order of the children, and waits for none.
// region: hidden
//! Collects the results of children that run side by side.

// endregion
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};

/// The last line that each child prints, in the order of the children.
fn collect(children: Vec<Child>) -> io::Result<Vec<String>> {
    let mut results = Vec::new();
    for mut child in children {
        let from_child = child.stdout.take().expect("stdout is piped");
        let lines = BufReader::new(from_child).lines();
        let last = lines.map_while(Result::ok).last();
        results.push(last.unwrap_or_default());
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
