//! Why a test failed, taken from what it printed.

use super::harness::Tested;

impl Tested {
    /// What a failed test printed for its reader, and why it failed.
    pub fn explain(&self) -> (String, String) {
        let lines: Vec<&str> = self.printed.lines().collect();
        let Some(cause) = self.cause(&lines) else {
            return match self.reason.as_str() {
                "" => (String::new(), self.printed.trim().to_owned()),
                reason => (joined(&lines), reason.to_owned()),
            };
        };
        let (before, own) = lines.split_at(cause);
        let end = own.iter().position(|line| is_hint(line));
        let (own, behind) = own.split_at(end.unwrap_or(own.len()));
        let printed = joined(&[before, behind].concat());
        if !self.reason.is_empty() {
            return (printed, self.reason.clone());
        }
        // The place is in the source that the reader sees, and the message is what counts.
        let first = usize::from(own.first().is_some_and(|line| is_panic(line)));
        (printed, own[first..].join("\n").trim().to_owned())
    }

    /// The line with which the test's own end begins: its last panic, rather than one of a thread that it started, or
    /// the error that it returned.
    fn cause(&self, lines: &[&str]) -> Option<usize> {
        let last = |is_it: &dyn Fn(&str) -> bool| lines.iter().rposition(|line| is_it(line));
        let of_thread = |name: &str| {
            let start = format!("thread '{name}'");
            last(&|line: &str| is_panic(line) && line.starts_with(&start))
        };
        of_thread(&self.name)
            .or_else(|| of_thread("main"))
            .or_else(|| last(&|line: &str| line.starts_with("Error: ")))
            .or_else(|| last(&is_panic))
    }
}

/// The lines without the harness's hints, and without empty ones around them.
fn joined(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines
        .iter()
        .filter(|line| !is_hint(line))
        .copied()
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn is_panic(line: &str) -> bool {
    line.starts_with("thread '") && line.contains(" panicked at ")
}

/// What the standard library says about backtraces, and not about the panic.
fn is_hint(line: &str) -> bool {
    line.starts_with("note: run with `RUST_BACKTRACE=") || line == "stack backtrace:"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::TestResult;

    fn explain(printed: &str, reason: &str) -> (String, String) {
        let (printed, message) = Tested {
            name: "a".to_owned(),
            result: TestResult::Failed,
            printed: printed.to_owned(),
            reason: reason.to_owned(),
        }
        .explain();
        (printed, message)
    }

    const PANIC: &str = "\nthread 'a' (7) panicked at main.rs:1:1:\nno tea\nnote: and no milk\n";

    #[test]
    fn a_panic_is_the_message_and_the_rest_was_printed() {
        let hint = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace";
        let (printed, message) = explain(&format!("hello\n{PANIC}{hint}\ndropped\n"), "");
        assert_eq!(message, "no tea\nnote: and no milk");
        assert_eq!(printed, "hello\n\ndropped");
    }

    #[test]
    fn another_threads_panic_is_not_the_reason() {
        let other = "thread '<unnamed>' (8) panicked at main.rs:2:2:\noh\n";
        let (printed, message) = explain(&format!("{other}{PANIC}"), "");
        assert_eq!(message, "no tea\nnote: and no milk");
        assert!(printed.contains("oh"), "{printed}");
    }

    #[test]
    fn the_harness_knows_the_reason_better_than_the_panic() {
        let reason = "panic did not contain expected string";
        assert_eq!(explain(PANIC, reason).1, reason);
        assert_eq!(
            explain("hi\n", reason),
            ("hi".to_owned(), reason.to_owned())
        );
    }

    #[test]
    fn an_error_that_was_returned_is_the_message() {
        let (printed, message) = explain("hello\nError: \"no tea\"\n", "");
        assert_eq!(
            (printed.as_str(), message.as_str()),
            ("hello", "Error: \"no tea\"")
        );
        assert_eq!(explain("only text\n", "").1, "only text");
    }
}
