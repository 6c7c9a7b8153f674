#![doc = include_str!("../README.md")]

mod compile;
mod run;

pub use compile::*;
pub use run::*;
