//! The site: built into a folder beside the old one, with scripts, search and the copy for reading offline.

pub(crate) mod assets;
pub(crate) mod build;
mod compat;
pub(crate) mod names;
pub(crate) mod offline;
pub(crate) mod other;
mod outside;
pub(crate) mod search;
pub(crate) mod summary;
mod templates;
