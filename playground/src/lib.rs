//! The library behind `cargo book`.

pub mod book;
pub mod catalogue;
pub mod cli;
pub mod logline;
pub mod recorded;
