//! The book as mdBook sees it: directives become HTML, boxes become boxes, and a site is built.

pub mod admonish;
pub mod assets;
mod beside;
mod build;
pub mod code;
pub mod directives;
pub mod edit;
pub mod exercise;
pub mod expand;
mod fences;
pub mod figure;
pub mod glossary;
pub mod highlight;
pub mod html;
pub mod listings;
mod markdown;
pub mod offline;
mod other;
pub mod output;
mod pair;
pub mod picture;
mod place;
pub mod preprocess;
pub mod problem;
pub mod quiz;
mod room;
pub mod search;
mod summary;
mod unused;

pub use build::{Built, build, destination};
pub use other::{build_other, sources_of_other};
pub use problem::{Problem, Problems};
