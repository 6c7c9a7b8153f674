//! The crates that a program of the book may use, linked once into one dynamic library.
//!
//! Cargo builds it as an ordinary library, for the crates it needs; the service then links it dynamically, with a dynamic standard library, which cargo has no setting for.
//! A reader's program is compiled against the ordinary `tokio`, `rayon` and `futures`; naming this crate beside them makes rustc take their code from here instead of linking it anew.

pub use futures;
pub use rayon;
pub use tokio;
