//! What the sandbox adds to the execution of a program that does nothing; and what looking at a program's threads costs.
//!
//! `cargo bench --profile dev --package sandbox`; `LAUNCHER=target/debug/cargo-book` before it measures
//! with another binary as launcher, such as the server's own.

#[cfg(target_os = "linux")]
mod measure;
#[cfg(target_os = "linux")]
mod sampling;

fn main() {
    #[cfg(target_os = "linux")]
    measure::main();
}
