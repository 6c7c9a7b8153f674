//! From a reader's source to a program that can be started, or to the compiler's diagnostics.
//!
//! ```text
//! Workshop            what was prepared: toolchain, crates for each mode, the listings' programs
//! ├── toolchain       finds the real rustc
//! ├── cargo           one `cargo build` of the crates, one of the listings
//! └── crates          the crates gathered in one folder, with the prelude linked as a dynamic library
//! Compiler            source → program or diagnostics
//! ├── attempt         one start of rustc in the sandbox
//! ├── work            the folders for that, and for runs
//! ├── invocation      the arguments of rustc
//! ├── diagnostics     what rustc said
//! ├── ending          how a source ends, since a line is added to it
//! ├── in_flight       what is being compiled, so that it is not compiled twice at once
//! └── cache           programs and diagnostics by the hash of all that they depend on
//! ```

mod attempt;
mod cache;
mod cargo;
mod compiler;
mod crates;
mod diagnostics;
mod ending;
mod in_flight;
mod invocation;
mod request;
mod toolchain;
mod work;
mod workshop;

pub(crate) use cache::readable_by_all;
pub use cache::{Cache, CacheLimits};
pub use compiler::{CompileError, Compiled, Compiler, Outcome};
pub use crates::{CrateVersion, Crates};
#[cfg(test)]
pub(crate) use diagnostics::parse as parse_diagnostics;
pub use diagnostics::{Diagnostic, Span};
pub(crate) use invocation::search_path;
pub use invocation::{Linking, PROGRAM_FILE, SOURCE_FILE, arguments, source_for};
pub use request::{Edition, Mode, Source};
pub use toolchain::Toolchain;
pub(crate) use work::work_folder;
pub use workshop::{ListingProgram, Progress, Workshop};

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn hex_digest(parts: &[&[u8]]) -> String {
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
