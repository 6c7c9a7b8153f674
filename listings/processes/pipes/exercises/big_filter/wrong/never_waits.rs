//! Reads everything, and leaves a zombie.
// region: hidden
//! Sends text of any size through a child.

// endregion
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::{env, thread};

/// Gives `text` to the child, and returns all that the child prints.
/// It is an error if the child ends before all of it is in the pipe.
fn filter(command: &mut Command, text: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut to_child = child.stdin.take().expect("stdin is piped");

    let mut from_child = child.stdout.take().expect("stdout is piped");
    let writer = thread::spawn(move || to_child.write_all(&text));
    let mut answer = Vec::new();
    from_child.read_to_end(&mut answer)?;
    writer.join().expect("the writer does not panic")?;
    Ok(answer)
}

/// What the child does: it sends back all that it gets, piece by piece.
fn child() -> io::Result<()> {
    io::copy(&mut io::stdin(), &mut io::stdout())?;
    io::stdout().flush()
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("child") {
        return child();
    }
    let mut command = Command::new(env::current_exe()?);
    let answer = filter(command.arg("child"), b"rain\n".to_vec())?;
    println!("bytes: {}", answer.len());
    Ok(())
}
