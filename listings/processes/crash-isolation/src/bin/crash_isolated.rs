// region: hidden
//! What one bad job does to the others, when they are processes.

// endregion
use std::error::Error;
use std::process::Command;
use std::{env, io};

/// Merges the layers of a picture, the uppermost last.
fn merge(layers: u64) -> u64 {
    if layers == 0 {
        0
    } else {
        1 + merge(layers - 1)
    }
}

fn convert(layers: u64) -> u64 {
    assert!(layers > 0, "a picture without layers");
    merge(layers)
}

/// What became of a picture that a process of its own converts.
fn convert_elsewhere(layers: u64) -> io::Result<String> {
    let result = Command::new(env::current_exe()?)
        .arg(layers.to_string())
        .output()?;
    Ok(match result.status.code() {
        Some(0) => String::from_utf8_lossy(&result.stdout)
            .trim_end()
            .to_owned(),
        Some(101) => String::from("its process panicked"),
        _ => String::from("its process ended without a result"),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(layers) = env::args().nth(1) {
        println!("{} layers merged", convert(layers.parse()?));
        return Ok(());
    }
    for layers in [3, 0, 100_000_000, 5] {
        println!("picture of {layers}: {}", convert_elsewhere(layers)?);
    }
    println!("all pictures are looked at");
    Ok(())
}
