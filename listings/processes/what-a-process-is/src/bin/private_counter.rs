// region: hidden
//! A child process has memory of its own; a thread has not.

// endregion
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::{env, io};

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(server: &str) {
    SERVED.fetch_add(1, Relaxed);
    println!("{server} counts {}", SERVED.load(Relaxed));
}

fn main() -> io::Result<()> {
    if let Some(server) = env::args().nth(1) {
        serve(&server);
        return Ok(());
    }
    SERVED.store(10, Relaxed);
    for server in ["ann", "bo"] {
        Command::new(env::current_exe()?).arg(server).status()?;
    }
    println!("main counts {}", SERVED.load(Relaxed));
    Ok(())
}
