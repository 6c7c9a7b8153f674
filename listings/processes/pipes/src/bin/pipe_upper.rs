// region: hidden
//! A parent writes to its child, closes the pipe, and reads the answer.

use std::io::{self, Read, Write};
use std::process::{self, Command, Stdio};
use std::time::Duration;
use std::{env, thread};
// endregion

fn shout() -> io::Result<()> {
    for line in io::stdin().lines() {
        println!("{}", line?.to_uppercase());
    }
    Ok(())
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("shout") {
        return shout();
    }
    give_up_after(Duration::from_secs(1));
    let mut child = Command::new(env::current_exe()?)
        .arg("shout")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut to_child = child.stdin.take().expect("stdin is piped");
    let mut from_child = child.stdout.take().expect("stdout is piped");

    to_child.write_all(b"rain\nthen sun\n")?;
    drop(to_child);
    let mut answer = String::new();
    from_child.read_to_string(&mut answer)?;
    print!("{answer}");
    println!("the child has ended: {}", child.wait()?);
    Ok(())
}

/// Ends this program if it is still waiting then.
fn give_up_after(patience: Duration) {
    thread::spawn(move || {
        thread::sleep(patience);
        println!("still no answer: give up");
        process::exit(1);
    });
}
