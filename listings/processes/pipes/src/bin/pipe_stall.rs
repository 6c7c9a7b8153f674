// region: hidden
//! A child prints into a pipe that nobody reads yet.

use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};
// endregion

const BYTES: usize = 60 * 1024;

/// Waits for the child, and gives up after a second.
fn patient_wait(child: &mut Child) -> io::Result<()> {
    for _ in 0..100 {
        if let Some(status) = child.try_wait()? {
            println!("the child has ended: {status}");
            return Ok(());
        }
        thread::sleep(Duration::from_millis(10));
    }
    println!("the child does not end: kill it");
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("report") {
        print!("{}", "x".repeat(BYTES));
        return Ok(());
    }
    let mut child = Command::new(env::current_exe()?)
        .arg("report")
        .stdout(Stdio::piped())
        .spawn()?;
    let mut from_child = child.stdout.take().expect("stdout is piped");

    patient_wait(&mut child)?;
    let mut report = Vec::new();
    from_child.read_to_end(&mut report)?;
    println!("bytes read: {}", report.len());
    Ok(())
}
