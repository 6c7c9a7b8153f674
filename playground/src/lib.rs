//! The library behind `cargo book`.

pub mod book;
pub mod catalogue;
pub mod cli;
pub mod compile;
pub mod doctor;
pub mod http;
pub mod logline;
pub mod record;
pub mod recorded;
pub mod run;
pub mod serve;
