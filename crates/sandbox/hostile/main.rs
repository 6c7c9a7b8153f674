//! The hostile program of the tests, and the server and launcher that run it.
//!
//! `hostile NAME ARGS…` does one bad thing and prints how far it got. Everything here is bounded: should
//! it ever run without a sandbox, it ends by itself and harms nothing but its own process.

#[cfg(target_os = "linux")]
mod linux;

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
}
