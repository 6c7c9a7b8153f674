// region: hidden
//! A worker that stays: one line in, one line out.

// endregion
use std::env;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What the worker makes of a request.
fn answer(request: &str) -> String {
    match request.split_once(' ') {
        Some(("shout", text)) => format!("ok {}", text.to_uppercase()),
        Some(("square", number)) => match number.parse::<u64>() {
            Ok(number) => format!("ok {}", number * number),
            Err(error) => format!("error {error}"),
        },
        _ => String::from("error no such request"),
    }
}

fn work() -> io::Result<()> {
    for request in io::stdin().lines() {
        println!("{}", answer(&request?));
    }
    Ok(())
}

fn ask(to: &mut ChildStdin, from: &mut impl BufRead, request: &str) -> io::Result<String> {
    to.write_all(format!("{request}\n").as_bytes())?;
    let mut reply = String::new();
    if from.read_line(&mut reply)? == 0 {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(reply.trim_end().to_owned())
}

fn start() -> io::Result<(Child, ChildStdin, BufReader<ChildStdout>)> {
    let mut worker = Command::new(env::current_exe()?)
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let to = worker.stdin.take().expect("stdin is piped");
    let from = worker.stdout.take().expect("stdout is piped");
    Ok((worker, to, BufReader::new(from)))
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("worker") {
        return work();
    }
    let (mut worker, mut to, mut from) = start()?;
    for request in [
        "square 12",
        "shout rain then sun",
        "square dance",
        "square 5",
    ] {
        println!("{request:?} -> {:?}", ask(&mut to, &mut from, request)?);
    }
    drop(to);
    println!("the worker has ended: {}", worker.wait()?);
    Ok(())
}
