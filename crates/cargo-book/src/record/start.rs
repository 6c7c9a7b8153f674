//! What a program is started with.

use std::ffi::OsString;
use std::path::Path;

use runner::harness;

/// A program, and what it is started with.
pub(super) struct Start<'a> {
    pub program: &'a Path,
    pub args: Vec<OsString>,
    /// Beside the search path.
    pub env: Vec<(OsString, OsString)>,
    /// Whether its threads are looked at.
    pub threads: bool,
}

impl<'a> Start<'a> {
    /// With these arguments.
    pub(crate) fn plain(program: &'a Path, args: Vec<OsString>) -> Self {
        Start {
            program,
            args,
            env: vec![],
            threads: false,
        }
    }

    /// So that its tests are told in messages.
    pub(crate) fn tests(program: &'a Path) -> Self {
        let (name, value) = harness::VARIABLE;
        Start {
            program,
            args: harness::ARGUMENTS.map(Into::into).to_vec(),
            env: vec![(name.into(), value.into())],
            threads: false,
        }
    }
}
