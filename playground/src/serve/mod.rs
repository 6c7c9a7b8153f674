//! `cargo book serve`: builds the book, serves it, watches its sources.

pub mod workplace;
