//! Turns the order of the ends around: right where the first child is the slowest.
// region: hidden
//! Collects the results of children that run side by side.

// endregion
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, thread};

/// The last line that each child prints, in the order of the children.
fn collect(children: Vec<Child>) -> io::Result<Vec<String>> {
    let (sender, results) = mpsc::channel();
    for mut child in children {
        let from_child = child.stdout.take().expect("stdout is piped");
        let sender = sender.clone();
        thread::spawn(move || {
            let lines = BufReader::new(from_child).lines();
            let last = lines.map_while(Result::ok).last();
            let _ = child.wait();
            sender.send(last.unwrap_or_default())
        });
    }
    drop(sender);

    let mut results: Vec<String> = results.into_iter().collect();
    results.reverse();
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
