//! What a program is started with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use runner::{harness, search_path};
use sandbox::{Job, Limits, Role};

/// How long a program may take on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

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

    /// The job of it, in a work folder.
    pub(crate) fn job(self, readable: Vec<PathBuf>, work_dir: &Path) -> Job {
        let mut env = vec![("PATH".into(), search_path())];
        env.extend(self.env);
        Job {
            ordered: true,
            threads: self.threads,
            role: Role::Program,
            program: self.program.to_owned(),
            args: self.args,
            env,
            readable,
            work_dir: work_dir.to_owned(),
            stdin: Vec::new(),
            limits: Limits {
                wall: PATIENCE,
                cpu: PATIENCE,
                ..Limits::RUN
            },
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
