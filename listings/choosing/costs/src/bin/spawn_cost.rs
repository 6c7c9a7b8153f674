// region: hidden
//! What it costs to start something that does nothing, and to wait for its end.

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, hint, io, thread};
use tokio::runtime::Builder;
// endregion

fn calls(times: u32) {
    for _ in 0..times {
        hint::black_box(nothing as fn())();
    }
}

async fn tasks(times: u32) {
    for _ in 0..times {
        let task = tokio::spawn(async { nothing() });
        task.await.expect("it does not panic");
    }
}

fn threads(times: u32) {
    for _ in 0..times {
        let thread = thread::spawn(nothing);
        thread.join().expect("it does not panic");
    }
}

fn processes(times: u32) {
    let program = env::current_exe().expect("the system tells its path");
    for _ in 0..times {
        let status = Command::new(&program).arg("nothing").status();
        assert!(status.is_ok_and(|status| status.success()));
    }
}

fn nothing() {}

fn main() -> io::Result<()> {
    if env::args().len() > 1 {
        nothing();
        return Ok(());
    }
    let runtime = Builder::new_current_thread().build()?;
    measure("call", 100_000, calls);
    measure("task", 2_000, |times| runtime.block_on(tasks(times)));
    measure("thread", 200, threads);
    measure("process", 20, processes);
    Ok(())
}

fn measure(what: &str, times: u32, start_and_join: impl Fn(u32)) {
    start_and_join(1); // the first pays for what the others find ready
    let start = Instant::now();
    start_and_join(times);
    let each: Duration = start.elapsed() / times;
    let doublings = each.as_nanos().max(1).ilog2() as usize;
    println!("{what:8}{} {each:.1?}", "#".repeat(doublings));
}
