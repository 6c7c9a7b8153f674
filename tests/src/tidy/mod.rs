//! The rules that every page keeps, as it is written.
//!
//! Each rule takes pages and gives problems, so that it can be tried on a page that breaks it.

mod contents;
mod embedding;
mod fences;
mod language;
mod notes;
mod shape;

pub use contents::contents_and_pages_agree;
pub use embedding::everything_is_on_its_page;
pub use fences::fences_are_known;
pub use language::{no_banned_words, one_sentence_per_line};
pub use notes::every_claim_is_answered;
pub use shape::{chapters_have_every_part, chapters_have_the_right_length, words};
