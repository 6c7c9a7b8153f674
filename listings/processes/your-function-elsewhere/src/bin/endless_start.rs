// region: hidden
//! A program that starts itself and does not look at what it is for.

// endregion
use std::process::Command;
use std::{env, io};

fn square(number: u64) -> u64 {
    number * number
}

fn main() -> io::Result<()> {
    let generation = env::args().count();
    println!("generation {generation} begins in main");
    if generation == 4 {
        println!("the safety belt holds: no further start");
        return Ok(());
    }
    let status = Command::new(env::current_exe()?)
        .args(env::args().skip(1))
        .arg("child of")
        .status()?;
    assert!(status.success(), "a child failed: {status}");
    println!("generation {generation} finds {}", square(7));
    Ok(())
}
