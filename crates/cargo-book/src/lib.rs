#![doc = include_str!("../README.md")]

pub mod cli;
pub mod doctor;
mod home;
pub mod record;
pub mod serve;
