//! `cargo book`: builds, serves and runs the book.

use std::process::ExitCode;

fn main() -> ExitCode {
    sandbox::launcher_main();
    cargo_book::cli::main()
}
