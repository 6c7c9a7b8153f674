//! The service as its clients see it: a really started server, asked over HTTP.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod ahead;
mod client;
mod disasters;
mod doctor;
mod ears;
mod first_start;
mod fleet;
mod fuzz;
mod guard;
mod hostile_code;
mod hostile_python;
mod interface;
mod lasting;
mod other_book;
mod other_book_crates;
mod other_book_preprocessors;
mod other_book_sources;
mod python;
mod python_listings;
mod questions;
mod reach;
mod runs;
#[cfg(target_os = "linux")]
mod seen;
mod server;
mod serving;
mod stopping;
mod testing;
mod threads;
mod tiers;
mod words;
