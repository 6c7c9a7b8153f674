//! Kills the child only if it still runs.
// region: hidden
//! A guard that ends its child.

// endregion
use std::process::{Child, Command};
use std::time::Duration;
use std::{env, io, thread};

/// Owns a child, and leaves no trace of it when dropped.
struct Guard {
    child: Child,
}

impl Drop for Guard {
    fn drop(&mut self) {
        println!("the guard of process {} is dropped", self.child.id());
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

fn kettle() {
    thread::sleep(Duration::from_secs(5));
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("kettle") {
        kettle();
        return Ok(());
    }
    let child = Command::new(env::current_exe()?).arg("kettle").spawn()?;
    let _guard = Guard { child };
    Err(io::Error::other("no tea today"))
}
