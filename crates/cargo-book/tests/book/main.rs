//! The book from the command line.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod building;
mod editions;
mod fixture;
mod glossary;
mod hosted;
mod mistakes;
mod protocol;
mod symptoms;
