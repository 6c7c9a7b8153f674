#![doc = include_str!("../README.md")]

pub mod cli;
pub mod doctor;
pub mod record;
pub mod serve;
