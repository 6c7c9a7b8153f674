//! What the tests of the book share: the pages as they are written, the pages as they are rendered,
//! the rules that both keep, and a real browser.

pub mod browser;
pub mod extras;
pub mod languages;
pub mod pages;
pub mod paths;
pub mod problem;
pub mod punctuality;
pub mod rendered;
pub mod summary;
pub mod template;
pub mod tidy;

use std::path::PathBuf;

/// The root of the repository.
///
/// # Panics
/// If this crate has been moved out of the repository's `tests/` folder.
#[must_use]
pub fn repository() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("tests/ lies in the repository")
        .to_path_buf()
}
