// region: hidden
//! A child process has memory of its own; a thread has not.

// endregion
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::{env, io};

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(server: &str) {
    let served = SERVED.fetch_add(1, Relaxed) + 1;
    println!("{server} counts {served}");
}

fn main() -> io::Result<()> {
    if let Some(server) = env::args().nth(1) {
        serve(&server);
        return Ok(());
    }
    SERVED.store(10, Relaxed);
    for server in ["ann", "bo"] {
        let status = Command::new(env::current_exe()?).arg(server).status()?;
        assert!(status.success(), "{server} failed: {status}");
    }
    println!("main counts {}", SERVED.load(Relaxed));
    Ok(())
}
