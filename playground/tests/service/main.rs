//! The service as its clients see it: a really started server, asked over HTTP.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod client;
mod doctor;
mod guard;
mod interface;
mod runs;
mod server;
mod serving;
mod stopping;
