//! What a program's standard error says of its end, in the words of the standard library and of the system.

use sandbox::{Exit, Limits, OPEN_FILES_EACH};

use super::size::bytes;

/// The last of what a program wrote to its standard error: there it says why it ends.
#[derive(Debug, Default)]
pub(crate) struct LastWords(String);

/// Bytes that are enough for the reports of several threads.
const ENOUGH: usize = 8 * 1024;

impl LastWords {
    /// Adds text, and forgets what is long past.
    pub(crate) fn push(&mut self, text: &str) {
        self.0.push_str(text);
        if self.0.len() > 2 * ENOUGH {
            let mut cut = self.0.len() - ENOUGH;
            while !self.0.is_char_boundary(cut) {
                cut += 1;
            }
            self.0.drain(..cut);
        }
    }

    fn has(&self, words: &str) -> bool {
        self.0.contains(words)
    }

    /// What the signal with which `abort` ends a program means here.
    pub(crate) fn why_aborted(&self) -> &'static str {
        let cannot_unwind = [
            "panic in a function that cannot unwind",
            "thread caused non-unwinding panic",
            "thread panicked while processing panic",
            "panic in a destructor during cleanup",
        ];
        if self.has("memory allocation of ") && self.has(" bytes failed") {
            "there is no memory as large as it asked for"
        } else if self.has("has overflowed its stack") {
            "its stack overflowed"
        } else if cannot_unwind.iter().any(|words| self.has(words)) {
            "it panicked where a panic cannot be unwound"
        } else {
            "it called abort, or its stack overflowed"
        }
    }

    /// The limit at which the system refused something, where that seems to be why the program failed.
    pub(crate) fn limit(&self, exit: &Exit, limits: &Limits) -> Option<String> {
        let was_refused = self.has("failed to spawn thread: Os { code: 11,")
            || self.has("can't spawn worker thread: Resource temporarily unavailable")
            || self.has("Resource temporarily unavailable") && exit.most_tasks >= limits.tasks / 4;
        let (size, files) = (bytes(limits.file_size), limits.files);
        if exit.most_tasks >= limits.tasks || was_refused {
            Some(format!("{} processes and threads at once", limits.tasks))
        } else if self.has("Too many open files") {
            Some(format!("{OPEN_FILES_EACH} open files in a process"))
        } else if self.has("No space left on device") {
            // As the sandbox says of its limits.
            let folder = bytes(limits.file_size.saturating_mul(4));
            Some(format!(
                "{folder} in its folder, {size} in /tmp, and {files} files in each"
            ))
        } else if self.has("File too large") {
            Some(format!("{size} in a file"))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> LastWords {
        let mut words = LastWords::default();
        words.push(text);
        words
    }

    #[test]
    fn the_last_words_are_kept_and_no_more() {
        let mut words = words("memory allocation of 1 bytes failed\n");
        for _ in 0..10_000 {
            words.push("чай ");
        }
        words.push("thread 'main' has overflowed its stack");
        assert!(words.0.len() <= 2 * ENOUGH + 100);
        assert_eq!(words.why_aborted(), "its stack overflowed");
    }

    #[test]
    fn a_refusal_is_the_limits_where_it_can_be() {
        let exit = |most_tasks| Exit {
            most_tasks,
            ..Exit::default()
        };
        let limit = |text: &str, tasks| words(text).limit(&exit(tasks), &Limits::RUN);
        let would_block =
            "Os { code: 11, kind: WouldBlock, message: \"Resource temporarily unavailable\" }";
        assert_eq!(limit(would_block, 3), None, "a socket was not ready");
        assert!(limit(would_block, 400).is_some_and(|limit| limit.contains("512 processes")));
        let thread = format!("failed to spawn thread: {would_block}");
        assert!(limit(&thread, 0).is_some());
        assert!(limit("", 512).is_some(), "it saw to its own error");
        let files = limit("Too many open files (os error 24)", 1);
        assert_eq!(files.as_deref(), Some("1024 open files in a process"));
        let space = limit("No space left on device (os error 28)", 1).unwrap();
        assert!(space.contains("64 MiB in its folder"), "{space}");
    }
}
