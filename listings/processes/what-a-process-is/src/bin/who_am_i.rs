// region: hidden
//! What a process is given at its start: an id, arguments, an environment.

// endregion
use std::process::{self, Command};
use std::{env, io};

fn introduce(name: &str) {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let tea = env::var("TEA").unwrap_or_else(|_| String::from("not set"));
    println!(
        "{name}: id {}, arguments {arguments:?}, TEA {tea}",
        process::id()
    );
}

fn main() -> io::Result<()> {
    let this_program = env::current_exe()?;
    match env::args().nth(1).as_deref() {
        None => {
            introduce("parent");
            let status = Command::new(this_program)
                .args(["child", "two cups"])
                .env("TEA", "green")
                .status()?;
            assert!(status.success(), "the child failed: {status}");
            introduce("parent");
        }
        Some("child") => {
            introduce("child");
            let status = Command::new(this_program).arg("grandchild").status()?;
            assert!(status.success(), "the grandchild failed: {status}");
        }
        Some(_) => introduce("grandchild"),
    }
    Ok(())
}
