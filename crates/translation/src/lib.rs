#![doc = include_str!("../README.md")]

mod anchors;
mod compare;
mod complaint;
mod directive;
mod gettext;
mod kind;
mod markdown;
mod message;
mod sources;
mod summary;
mod svg;
mod sync;
mod toml_strings;

pub use complaint::Complaint;
pub use gettext::{Translation, languages};
pub use kind::Kind;
pub use message::Message;
pub use sources::{Located, messages};
pub use sync::{Report, sync};
