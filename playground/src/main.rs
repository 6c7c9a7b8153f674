//! `cargo book`: builds, serves and runs the book.

use std::process::ExitCode;

fn main() -> ExitCode {
    playground::cli::main()
}
