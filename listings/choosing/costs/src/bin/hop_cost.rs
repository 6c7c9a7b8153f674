// region: hidden
//! What it costs to send a message to somebody and to have an answer.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Instant;
use std::{env, thread};
use tokio::runtime::Builder;
use tokio::sync::mpsc as tokio_mpsc;
// endregion

const ROUNDS: u32 = 500;
const LETTERS: usize = 1;

async fn two_tasks(letters: &str) {
    let (to, mut inbox) = tokio_mpsc::channel(1);
    let (reply, mut answers) = tokio_mpsc::channel(1);
    tokio::spawn(async move {
        while let Some(text) = inbox.recv().await {
            reply.send(text).await.expect("main waits for it");
        }
    });
    for _ in 0..ROUNDS {
        to.send(letters.to_owned())
            .await
            .expect("the other listens");
        answers.recv().await.expect("the other answers");
    }
}

fn two_threads(letters: &str) {
    let (to, inbox) = mpsc::channel();
    let (reply, answers) = mpsc::channel();
    thread::spawn(move || inbox.iter().try_for_each(|text| reply.send(text)));
    for _ in 0..ROUNDS {
        to.send(letters.to_owned()).expect("the other listens");
        answers.recv().expect("the other answers");
    }
}

fn two_processes(letters: &str) -> io::Result<()> {
    let mut other = Command::new(env::current_exe()?)
        .arg("echo")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let to = other.stdin.as_mut().expect("it is piped");
    let mut from = BufReader::new(other.stdout.take().expect("it is piped"));
    for _ in 0..ROUNDS {
        to.write_all(format!("{letters}\n").as_bytes())?;
        from.skip_until(b'\n')?;
    }
    other.wait().map(drop) // closes its stdin, which ends it
}

fn main() -> io::Result<()> {
    if env::args().len() > 1 {
        return io::copy(&mut io::stdin(), &mut io::stdout()).map(drop);
    }
    let letters = "x".repeat(LETTERS);
    let runtime = Builder::new_current_thread().build()?;
    measure("two tasks", || runtime.block_on(two_tasks(&letters)));
    measure("two threads", || two_threads(&letters));
    measure("two processes", || two_processes(&letters))
}

fn measure<T>(who: &str, talk: impl FnOnce() -> T) -> T {
    let (start, result) = (Instant::now(), talk());
    println!("{who}: {:.1?} there and back", start.elapsed() / ROUNDS);
    result
}
