//! The site: built into a folder beside the old one, with scripts, search and the copy for reading offline.

mod alternates;
pub(crate) mod assets;
pub(crate) mod build;
mod compat;
mod editions;
pub(crate) mod names;
pub(crate) mod offline;
pub(crate) mod other;
mod outside;
mod quoted;
mod render;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod summary;
mod templates;
