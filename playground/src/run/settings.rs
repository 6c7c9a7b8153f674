//! The limits of the service.

use sandbox::Limits;

/// What the service allows; the defaults are those of the book.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Runs at once.
    pub at_once: usize,
    /// Runs that may wait.
    pub waiting: usize,
    /// Bytes of source.
    pub source: usize,
    /// Bytes of standard input.
    pub stdin: usize,
    /// The compiler's limits.
    pub compile: Limits,
    /// The program's limits.
    pub run: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            at_once: std::thread::available_parallelism().map_or(2, usize::from),
            waiting: 32,
            source: 64 * 1024,
            stdin: 64 * 1024,
            compile: Limits::COMPILE,
            run: Limits::RUN,
        }
    }
}
