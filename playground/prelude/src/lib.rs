//! The crates that a program of the book may use, linked once into one dynamic library.
//!
//! A reader's program is compiled against the ordinary `tokio`, `rayon` and `futures`; naming this crate beside them makes rustc take their code from here instead of linking it anew.

pub use futures;
pub use rayon;
pub use tokio;
