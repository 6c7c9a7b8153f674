//! The book as mdBook sees it: directives become HTML, boxes become boxes, and a site is built.

pub mod admonish;
pub mod assets;
mod build;
pub mod directives;
mod fences;
pub mod highlight;
pub mod html;
pub mod listings;
pub mod preprocess;
pub mod problem;

pub use build::{Built, build, destination};
pub use problem::{Problem, Problems};
