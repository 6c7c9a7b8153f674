//! `cargo book`: builds, serves and runs the book.

fn main() {}
