//! The service as its clients see it: a really started server, asked over HTTP.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod ahead;
mod client;
mod disasters;
mod doctor;
mod first_start;
mod fleet;
mod fuzz;
mod guard;
mod hostile_code;
mod interface;
mod lasting;
mod questions;
mod reach;
mod runs;
mod server;
mod serving;
mod stopping;
mod testing;
mod tiers;
mod words;
