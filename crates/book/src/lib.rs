#![doc = include_str!("../README.md")]

mod edition;
mod elements;
mod html;
mod markdown;
mod pages;
mod preprocessors;
mod problem;
mod site;

pub use edition::translate;
pub use preprocessors::protocol as preprocess;
pub use problem::{Problem, Problems};
pub use site::assets::{not_written, written};
pub use site::build::{Built, build, destination};
pub use site::names::names_of;
pub use site::other::{build_other, crates_of_other, is_own, sources_of_other};
pub use translation::Report as Translated;
