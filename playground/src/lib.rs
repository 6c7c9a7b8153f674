//! The library behind `cargo book`.

pub mod cli;
