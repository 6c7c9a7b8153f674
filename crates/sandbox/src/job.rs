//! What is to be run, within which limits, and how it ended.

use crate::threads::Threads;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// What a run may use; whichever is exceeded first ends it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// Time on the wall, from the start of the program.
    pub wall: Duration,
    /// Time on the processors, of each process.
    pub cpu: Duration,
    /// Bytes of memory that the whole tree holds.
    pub memory: u64,
    /// Processes and threads that exist at once.
    pub tasks: u32,
    /// Bytes of one file. The work folder holds four times as much, `/tmp` and `/dev/shm` once each.
    pub file_size: u64,
    /// Files and folders in each writable place.
    pub files: u64,
    /// Bytes of standard output and standard error together.
    pub output: u64,
    /// How far it falls behind the server when both want the processor, in the system's unit of niceness.
    pub nice: i32,
}

/// Files that all processes of a run may have open together. Each may be a socket that holds 208 KiB of the kernel's
/// memory, which is counted in a cgroup alone.
pub const OPEN_FILES: u64 = 2048;

/// Files that one process may have open; then the system refuses it more.
pub const OPEN_FILES_EACH: u64 = 1024;

const MIB: u64 = 1024 * 1024;

impl Limits {
    /// The defaults for a compiler.
    pub const COMPILE: Limits = Limits {
        wall: Duration::from_secs(10),
        cpu: Duration::from_secs(20),
        memory: 1536 * MIB,
        tasks: 64,
        file_size: 64 * MIB,
        files: 1024,
        output: 640 * 1024,
        // Somebody waits for it. On a busy machine a compiler that gives way takes several times as long, and all that it
        // would give way to here is the server, which is as soon served as it wants little.
        nice: 0,
    };

    /// The defaults for a reader's program.
    pub const RUN: Limits = Limits {
        wall: Duration::from_secs(10),
        cpu: Duration::from_secs(40),
        memory: 512 * MIB,
        tasks: 512,
        file_size: 16 * MIB,
        files: 1024,
        output: 640 * 1024,
        nice: 5,
    };
}

/// A program to run, and all that it gets to see.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The program's file, absolute. It is readable and cannot be written.
    pub program: PathBuf,
    /// Its arguments, without its own name.
    pub args: Vec<OsString>,
    /// Its whole environment.
    pub env: Vec<(OsString, OsString)>,
    /// Files and folders that it may read, absolute, beside the system's own programs and libraries.
    pub readable: Vec<PathBuf>,
    /// The current folder, absolute, and writable. In tier A it is a copy: after a compilation that exited
    /// with 0 and was not stopped, new and changed files are carried back to the real folder.
    pub work_dir: PathBuf,
    /// What it reads from standard input.
    #[serde(skip)]
    pub stdin: Vec<u8>,
    /// Whether what it writes to standard output and to standard error is to be told in the order in which it was
    /// written; each write to standard error then waits for the server, which a compiler need not.
    pub ordered: bool,
    /// Whether what its threads do is to be told, as far as the machine sees it.
    pub threads: bool,
    /// What it is trusted with.
    pub role: Role,
    /// What it may use.
    pub limits: Limits,
}

/// What a program is, which decides what it is trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The compiler: what it makes is carried back, and it runs no code of the reader's.
    Compiler,
    /// The reader's program: hostile, as far as anybody knows.
    Program,
}

/// How well a program is confined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tier {
    /// A: namespaces and a private root, a system call filter, Landlock where the kernel has it.
    Namespaces,
    /// B: Landlock and a system call filter, where user namespaces are refused.
    Landlock,
    /// C: none. Limits on time and output, and the process group is killed at the end.
    Unsandboxed,
}

impl Tier {
    /// The letter that readers see.
    pub fn letter(self) -> char {
        match self {
            Tier::Namespaces => 'A',
            Tier::Landlock => 'B',
            Tier::Unsandboxed => 'C',
        }
    }
}

/// Something that a run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Bytes from standard output.
    Stdout(Vec<u8>),
    /// Bytes from standard error.
    Stderr(Vec<u8>),
    /// What its threads did, where the job asks for it.
    Threads(Threads),
    /// The end; nothing follows, and no process of the run is left.
    Exit(Exit),
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// The exit code, if the program ended by itself.
    pub code: Option<i32>,
    /// The signal that ended the program.
    pub signal: Option<i32>,
    /// The limit that ended the program.
    pub stopped: Option<Stopped>,
    /// The most processes and threads that were seen at once; where nobody watched, none.
    pub most_tasks: u32,
    /// Why the program could not be run at all, or not to its end: a fault of the sandbox or of the job.
    pub failure: Option<String>,
}

impl Exit {
    /// An end that is not the program's own doing.
    pub(crate) fn failed(why: impl Into<String>) -> Exit {
        Exit {
            failure: Some(why.into()),
            ..Exit::default()
        }
    }
}

/// The limit that ended a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stopped {
    /// Wall time or processor time.
    Time,
    /// Memory of the whole tree.
    Memory,
    /// Bytes written to standard output and standard error.
    Output,
    /// Processes and threads.
    Processes,
    /// The size of a file, or what is written in all, or the number of files.
    Files,
    /// The number of open files.
    OpenFiles,
}

/// Why a program could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// No tier is allowed: the machine offers no sandbox, and running without one was not asked for.
    #[error("programs are not run here: {0}")]
    NotAllowed(String),
    /// A path is relative, or is not UTF-8.
    #[error("{what} must be an absolute path in UTF-8: {path}")]
    Path {
        /// The part of the job.
        what: &'static str,
        /// The path.
        path: PathBuf,
    },
    /// The cgroup for the run could not be made.
    #[error("the program cannot be counted: {0}")]
    Group(std::io::Error),
    /// The launcher process could not be started.
    #[error("the launcher could not be started: {0}")]
    Launch(std::io::Error),
}
