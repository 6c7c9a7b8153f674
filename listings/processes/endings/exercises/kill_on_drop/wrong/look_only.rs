//! Asks whether the child has ended, and lets it run.
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
        let _ = self.child.try_wait();
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
