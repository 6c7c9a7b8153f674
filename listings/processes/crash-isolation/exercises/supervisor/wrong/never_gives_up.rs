//! Starts the child until it succeeds, for ever if need be.
// region: hidden
//! Starts a child again when it has failed, and gives up in the end.

// endregion
use std::process::{self, Command};
use std::{env, io};

/// Runs a child until it succeeds, and returns how often it was started *again*.
/// After `most` restarts without success it gives up: `None`.
/// `order` fills in the order form for a start; its number is 0 for the first.
fn supervise(mut order: impl FnMut(u32) -> Command, _most: u32) -> io::Result<Option<u32>> {
    let mut restarts = 0;
    while !order(restarts).status()?.success() {
        restarts += 1;
    }
    Ok(Some(restarts))
}

/// What the child does: it crashes, but for its third start.
fn child(start: u32) {
    if start < 2 {
        process::abort();
    }
}

fn main() -> io::Result<()> {
    if let Some(start) = env::args().nth(1) {
        child(start.parse().expect("the parent sends a number"));
        return Ok(());
    }
    let this_program = env::current_exe()?;
    let order = |start: u32| {
        let mut command = Command::new(&this_program);
        command.arg(start.to_string());
        command
    };
    println!("restarts: {:?}", supervise(order, 5)?);
    Ok(())
}
