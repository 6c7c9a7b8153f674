//! From a reader's source to a program that can be started, or to the compiler's diagnostics.
//!
//! ```text
//! Prebuilt            what was prepared: toolchain, crates for each mode, the listings' programs
//! ├── toolchain       finds the real rustc
//! ├── supply          the package whose dependencies are the crates: the book's own
//! │   ├── generated   or one that is written for another book
//! │   └── wish        one of its dependencies
//! ├── cargo           one `cargo build` of the crates, one of the listings
//! ├── lockfile        which packages belong to the crates
//! ├── listing_program the program that cargo built from a listing
//! ├── crates          the crates for one mode
//! ├── prepared        all of it in a folder, for servers that have no cargo
//! └── gather          puts them in one folder, with the prelude linked as a dynamic library
//! Compiler            source → program or diagnostics
//! ├── attempt         one start of rustc in the sandbox
//! ├── work            the folders for that, and for runs
//! │   └── remover     removes them
//! ├── invocation      the arguments of rustc
//! ├── diagnostics     what rustc said
//! ├── source_end      how a source ends, since a line is added to it
//! ├── in_flight       what is being compiled, so that it is not compiled twice at once
//! └── cache           programs and diagnostics by the hash of all that they depend on
//!     └── entry       one of them, with a checksum
//! ```

mod attempt;
mod cache;
mod cargo;
mod compiler;
mod crates;
mod diagnostics;
mod entry;
mod error;
mod format;
mod gather;
mod generated;
mod in_flight;
mod invocation;
mod listing_program;
mod lockfile;
mod permissions;
mod prebuilt;
mod prepared;
mod remover;
mod request;
mod source_end;
mod supply;
mod toolchain;
mod wish;
mod work;

pub use cache::{Cache, CacheLimits};
pub use compiler::{Compiled, Compiler, Outcome};
pub use crates::{CrateVersion, Crates};
#[cfg(test)]
pub(crate) use diagnostics::parse as parse_diagnostics;
pub use diagnostics::{Diagnostic, Span};
pub use error::CompileError;
pub use format::Formatted;
pub use generated::usual_wishes;
pub use invocation::{Linking, PROGRAM_FILE, SOURCE_FILE, arguments, search_path, source_for};
pub use listing_program::ListingProgram;
pub(crate) use permissions::passable;
pub use prebuilt::{Prebuilt, Progress};
pub use request::{Edition, Mode, Source};
pub use supply::{Supply, target_folder};
pub use toolchain::Toolchain;
pub use wish::Wish;
pub(crate) use work::JobFolder;

/// The SHA-256 of some bytes, in hexadecimal.
pub fn hex_digest(parts: &[&[u8]]) -> String {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps the parts apart: ("ab", "c") and ("a", "bc") differ.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
