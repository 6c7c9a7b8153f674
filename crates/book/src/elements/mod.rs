//! The elements of a page, each from what the catalogue or a file holds to HTML; none knows of the page's other elements.

pub(crate) mod code;
mod diff;
pub(crate) mod edit;
pub(crate) mod exercise;
pub(crate) mod figure;
pub(crate) mod glossary;
pub(crate) mod highlight;
pub(crate) mod output;
pub(crate) mod picture;
pub(crate) mod predict;
pub(crate) mod quiz;
mod room;
pub(crate) mod symptoms;
