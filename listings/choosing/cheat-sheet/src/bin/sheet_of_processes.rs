// region: hidden
//! The rows on processes. The program starts itself, so that it runs on every system.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, io, thread};
use tokio::runtime::Builder;
// endregion

fn child() -> Command {
    let program = env::current_exe().expect("the system tells its path");
    let mut child = Command::new(program);
    child.arg("child").env("TEA", "green");
    child
}

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        println!("os.environ: {:?}, stdin: {text:?}", env::var("TEA"));
        return Ok(());
    }
    let start = Instant::now();

    let status = child()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    println!("run(stdout=DEVNULL): {:?}", status.code());
    let output = child().output()?;
    print!(
        "run(capture_output=True): {}",
        String::from_utf8_lossy(&output.stdout)
    );

    let mut running = child()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    println!("Popen(stdin=PIPE), poll: {:?}", running.try_wait()?);
    let mut to = running.stdin.take().expect("it is piped");
    let writer = thread::spawn(move || to.write_all(b"and a biscuit"));
    let output = running.wait_with_output()?;
    writer.join().expect("writing does not panic")?;
    print!("communicate: {}", String::from_utf8_lossy(&output.stdout));

    let mut running = child().stdin(Stdio::piped()).spawn()?;
    running.kill()?;
    println!("kill, wait: {}", running.wait()?.success());
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let awaited = runtime.block_on(async move {
        let mut child = tokio::process::Command::from(child());
        child.stdin(Stdio::null()).output().await
    });
    println!(
        "Runner, create_subprocess_exec: {}",
        awaited?.status.success()
    );
    println!("perf_counter: {}", start.elapsed().as_secs() < 60);
    Ok(())
}
