#![doc = include_str!("../README.md")]

mod body;
mod check;
mod entries;
mod error;
pub mod logline;
mod manifest;
mod page;
mod read;
mod reader;
pub mod recorded;
mod source;

pub use entries::{
    Body, Catalogue, Edit, EditChange, Exercise, Listing, ListingKind, PAIRED, Package, Python,
};
pub use error::{CatalogueError, CatalogueErrors};
pub use source::{Line, Source};

#[cfg(test)]
mod tests;
