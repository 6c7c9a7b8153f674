//! The two preprocessors, called in process by `cargo book` and over mdBook's protocol by plain mdBook.

pub(crate) mod admonish;
pub(crate) mod listings;
mod lists;
pub mod protocol;
