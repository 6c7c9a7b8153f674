//! The library behind `cargo book`.
